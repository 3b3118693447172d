import { randomUUID } from 'node:crypto';
import { createEventHandler } from '../../../functions/events/handler.ts';
import type { RecordOutcome } from '../../../functions/events/process-record.ts';
import type { QueueRecord } from '../../../functions/events/queue-record.ts';
import { createUseCases } from '../../../functions/wiring/use-cases.ts';
// What they load at their first use: the virtual time of a test does not wait for files.
import '../../../functions/wiring/process-use-cases.ts';
import { createNoTracer } from '../../../shared/adapters/telemetry/tracer-none.ts';
import type { DeadLetterReason } from '../../../shared/ports/queue.ts';
import { type SetupOptions, setup } from '../../app/support/setup.ts';
import { createMemoryInbox } from '../../support/inbox-memory.ts';
import { createMemoryPublisher } from '../../support/publisher-memory.ts';

export const MAX_RECEIVE_COUNT = 3;

/** What the handler keeps free beside the grace of calls. */
const RECORDING_MS = 6_000;

/** Where a test breaks something: the step throws what it gets from here, if anything. */
export interface Faults {
  inbox?: Error | undefined;
  publisher?: Error | undefined;
  deadLetters?: Error | undefined;
}

/** The event function in memory, with everything that left it. */
export function setUpEvents(options: SetupOptions = {}, tracer = createNoTracer()) {
  const world = setup(options);
  const { settleGraceMs } = world.deps.settings;
  const faults: Faults = {};
  const fail = (name: keyof Faults) => () => {
    if (faults[name]) throw faults[name];
  };
  const inbox = createMemoryInbox({ beforeCall: fail('inbox') });
  const publisher = createMemoryPublisher({ beforeCall: fail('publisher') });
  const { useCases } = createUseCases(world.deps, inbox);
  const buried: { body: string; reason: DeadLetterReason }[] = [];
  const outcomes: RecordOutcome[] = [];
  const handle = createEventHandler({
    useCases,
    inbox,
    inboxBucket: 'inbox',
    publisher,
    bury: async ({ body }, reason) => {
      fail('deadLetters')();
      buried.push({ body, reason });
    },
    logger: world.deps.logger,
    tracer,
    clock: world.clock,
    settleGraceMs,
    maxReceiveCount: MAX_RECEIVE_COUNT,
    publicUrl: 'https://news.example/prod/',
    onOutcome: (_, outcome) => void outcomes.push(outcome),
  });
  const send = (records: QueueRecord[], workingMs = 60_000, signal?: AbortSignal) =>
    handle({ Records: records }, { getRemainingTimeInMillis: () => workingMs + settleGraceMs + RECORDING_MS, signal });
  return { ...world, faults, inbox, publisher, useCases, buried, outcomes, send };
}

/** A message of the queue as Lambda hands it over. */
export function record(body: unknown, receiveCount = 1): QueueRecord {
  return {
    messageId: randomUUID(),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { ApproximateReceiveCount: String(receiveCount) },
  };
}

/** What S3 tells EventBridge, with the members that AWS documents. */
export function objectCreated(key: string, changes: { size?: number; bucket?: string; id?: string } = {}) {
  return {
    version: '0',
    id: changes.id ?? `event-of-${key}`,
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: '111122223333',
    time: '2026-11-23T12:00:00Z',
    region: 'eu-west-3',
    resources: ['arn:aws:s3:::inbox'],
    detail: {
      version: '0',
      bucket: { name: changes.bucket ?? 'inbox' },
      object: { key, size: changes.size ?? 1_000, etag: 'd41d8cd98f00b204e9800998ecf8427e', sequencer: '0062E99A88DC' },
      'request-id': 'N4N7GDK58NMKJ12R',
      requester: '111122223333',
      reason: 'PutObject',
    },
  };
}

/** What a newsroom's system puts on the bus. */
export function articlePublished(detail: unknown, id = 'event-1') {
  return {
    version: '0',
    id,
    'detail-type': 'ArticlePublished',
    source: 'newsroom.cms',
    account: '111122223333',
    time: '2026-11-23T12:00:00Z',
    region: 'eu-west-3',
    resources: [],
    detail,
  };
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
