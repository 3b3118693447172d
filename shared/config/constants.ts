// Zero-import constants that handlers, adapters and infrastructure share.

/** Version of the service, as health, the OpenAPI document and the user agent state it. */
export const SERVICE_VERSION = '0.1.0';

/** `npm start` listens here unless DEPECHE_PORT says otherwise. */
export const DEFAULT_PORT = 8787;

/** `npm start` listens here, and so to this machine alone, unless DEPECHE_HOST says otherwise. */
export const DEFAULT_HOST = '127.0.0.1';

/** Attribute names of the single table; the infrastructure declares the same. */
export const TABLE_KEYS = { partition: 'pk', sort: 'sk', ttl: 'ttl' } as const;

/** Index that lists articles newest first; `projected` is all that the listing reads beside the keys. */
export const NEWEST_INDEX = { name: 'newest', partition: 'gpk', sort: 'gsk', projected: ['record'] } as const;

/** Prefix of the inbox bucket that triggers processing. */
export const INBOX_PREFIX = 'inbox/';

/** Articles that the API took on for later. */
export const ACCEPTED_PREFIX = `${INBOX_PREFIX}accepted/`;

/** Source of every event the service puts on the bus. */
export const EVENT_SOURCE = 'depeche';

/** Name of the service in logs, metrics (dimension `service`) and traces. */
export const SERVICE_NAME = 'depeche';

/** CloudWatch namespace of the service's own metrics. */
export const METRICS_NAMESPACE = 'Depeche';

/**
 * Deliveries of a queue message before it goes to the dead-letter queue: with the waits of `redelivery-delay.ts` (10 s, 30 s,
 * 2 min, then 10 min each) more than 60 minutes pass, so that an outage of engine or table buries nothing.
 */
export const MAX_RECEIVE_COUNT = 10;

/**
 * Largest request body. Lambda takes 6 MB (6,291,456 bytes) of synchronous payload, and API Gateway hands the body over
 * inside a JSON envelope that escapes it, so a margin is kept.
 */
export const MAX_BODY_BYTES = 5_000_000;

/** TranslateText accepts 10,000 UTF-8 bytes a request (Amazon Translate, guidelines and limits). */
export const TRANSLATE_MAX_BYTES = 10_000;

/** USD per million characters of Amazon Translate's standard translation; DEPECHE_PRICE_PER_MILLION overrides it. */
export const DEFAULT_PRICE_PER_MILLION_USD = 15;

/**
 * One attempt at DynamoDB, from connecting to the last byte; 1 s when two wait side by side. It answers in single-digit
 * milliseconds; what takes longer than this is not answering. A job waits for four attempts at most (see `Tolerance`), which have
 * to fit into 3 s.
 */
export const DYNAMODB_CALL_MS = 600;

/** By this name the embedded table answers that its disk is full, which DynamoDB's never is. */
export const DISK_FULL_EXCEPTION = 'DiskFullException';

/** One call of Amazon Translate, connecting and the whole answer included; 10,000 bytes usually take a second or two. */
export const TRANSLATE_CALL_MS = 8_000;

/** The same of a language model in the HTTP function, whose callers wait; packs of sentences are made to fit into it. */
export const LLM_HTTP_TIMEOUT_SECONDS = 10;

/**
 * And where nobody holds a line open: on a laptop, whose model may run on its own processor, and in the event function, where
 * it is the most as well: half of that function's time, so that a call ends before the process does.
 */
export const LLM_TIMEOUT_SECONDS = { laptop: 120, events: 60 } as const;

/** What a slow model on a server writes at the least; those of a laptop get more time instead. */
export const LLM_TOKENS_PER_SECOND = 40;

/**
 * What a stopped request still gets: a call under way is billed whether or not its answer is heard, so it is waited for,
 * and what it brought is remembered and counted (2 s).
 */
export const SETTLE_GRACE_MS = Math.max(TRANSLATE_CALL_MS, LLM_HTTP_TIMEOUT_SECONDS * 1_000) + 2_000;

/**
 * How long it is remembered that an article was deleted: longer than a message can wait in the queue and then among the dead
 * letters (14 days each, the longest retention of SQS), with a week to spare.
 */
export const DELETION_MARK_DAYS = 35;
