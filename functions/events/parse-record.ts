import { findCorrelationId } from '../../shared/contracts/correlation-id.ts';
import { incomingEventSchema } from '../../shared/contracts/events.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import type { ObjectLocation } from '../../shared/ports/inbox.ts';
import type { QueueRecord } from './queue-record.ts';

/** What a queue message asks for: an article that lies in the bucket or stands in the event itself, or nothing. */
export type Command = { correlationId: string; askedMs: number | undefined } & (
  | { kind: 'object'; location: ObjectLocation; bytes: number | undefined }
  | { kind: 'detail'; detail: Readonly<Record<string, unknown>> }
  /** What consoles and tools put where they show a folder; it holds no article. */
  | { kind: 'folder' }
);

/**
 * Reads the body of a queue message. Throws `DepecheError` (`invalid-json`, `invalid-request`) for a poison message: one
 * that no number of deliveries will make readable.
 */
export function parseRecord({ body, messageId, attributes }: QueueRecord, inboxBucket: string): Command {
  const parsed = incomingEventSchema.safeParse(parseJson(body, 'The message must be one JSON object.'));
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({
      pointer: path.map((key) => `/${String(key)}`).join(''),
      detail: message,
    }));
    const expected = 'The message must be an EventBridge event "Object Created" or "ArticlePublished"';
    throw new DepecheError('invalid-request', `${expected}; see ${issues[0]?.pointer || 'its top level'}.`, { issues });
  }
  const event = parsed.data;
  const correlationId = findCorrelationId(event.id) ?? messageId;
  const askedMs = readAskedMs(event.time, attributes.SentTimestamp);
  if (event['detail-type'] === 'Object Created') {
    const { bucket, object } = event.detail;
    const location = inInbox({ bucket: bucket.name, key: object.key }, inboxBucket);
    if (location.key.endsWith('/')) return { correlationId, askedMs, kind: 'folder' };
    return { correlationId, askedMs, kind: 'object', location, bytes: object.size };
  }
  const { detail } = event;
  if (typeof detail.bucket === 'string' && typeof detail.key === 'string') {
    const location = inInbox({ bucket: detail.bucket, key: detail.key }, inboxBucket);
    return { correlationId, askedMs, kind: 'object', location, bytes: undefined };
  }
  return { correlationId, askedMs, kind: 'detail', detail };
}

/**
 * When a message was asked for, epoch milliseconds; `undefined` where nothing tells. The earlier of event and message, for
 * one that was redriven from the dead letters was sent a second time; the event's whole second counts to its end, so that
 * what was sent in the second of a deletion, but after it, is not taken for older.
 */
function readAskedMs(time: string | undefined, sentTimestamp: string | undefined): number | undefined {
  const isWholeSecond = time !== undefined && !time.includes('.');
  const times = [time === undefined ? Number.NaN : Date.parse(time) + (isWholeSecond ? 999 : 0), Number(sentTimestamp)];
  const known = times.filter((ms) => !Number.isNaN(ms));
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** Throws `invalid-json`, with what is asked for instead. */
export function parseJson(text: string, detail: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DepecheError('invalid-json', detail, { cause });
  }
}

/** The function may read one bucket; an event that points elsewhere is a mistake, or worse. */
function inInbox(location: ObjectLocation, inboxBucket: string): ObjectLocation {
  if (location.bucket === inboxBucket) return location;
  throw new DepecheError(
    'invalid-request',
    'The event points to another bucket than the inbox; copy the object there.',
  );
}
