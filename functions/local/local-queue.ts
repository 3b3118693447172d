import { randomUUID } from 'node:crypto';
import { DepecheError } from '../../shared/core/errors.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { QueueMessage } from '../../shared/ports/queue.ts';
import { createBury } from '../events/dead-letter.ts';
import { createEventHandler, type EventDependencies, type EventHandler } from '../events/handler.ts';
import { createPostpone } from '../events/postpone-message.ts';
import type { RecordOutcome } from '../events/process-record.ts';
import type { QueueRecord } from '../events/queue-record.ts';
import type { LocalPipeline } from '../wiring/local.ts';
import type { Delivery } from './delivery.ts';
import { createTransientObjects } from './transient-objects.ts';
import { CUT_OFF_MS, waitAtMost } from './wait-at-most.ts';

export interface LocalQueue {
  /**
   * Sends an object the way of the deployment; resolves when its message is settled, which may take deliveries. Throws
   * `storage-unavailable`, also when it is closed.
   */
  deliver(delivery: Delivery): Promise<RecordOutcome>;
  /** Ends polling; what is under way gets `graceMs` to finish, is cut off then and not settled. */
  close(graceMs: number): Promise<void>;
}

type LocalQueueDependencies = Pick<EventDependencies, 'useCases' | 'publisher' | 'logger' | 'tracer' | 'publicUrl'> & {
  clock: Clock;
  /** Starts bucket and queue; called once, with the first delivery. */
  open: () => Promise<LocalPipeline>;
};

/** A local engine may take minutes for a long article; the message stays hidden a little longer. */
const INVOCATION_MS = 600_000;
const VISIBILITY_SECONDS = 660;

/** SQS holds an empty answer back for at most 20 s. */
const LONG_POLL_SECONDS = 20;

/** After an error of the queue itself. */
const POLL_PAUSE_MS = 1_000;

/**
 * What connects bucket and function in a deployment: S3's events to the queue, and the queue's messages to the event
 * handler, of which those come back that it reports as failed.
 */
export function createLocalQueue(deps: LocalQueueDependencies): LocalQueue {
  const stop = new AbortController();
  const cutOff = new AbortController();
  const settled = new Map<string, (outcome: RecordOutcome) => void>();
  let running: ReturnType<typeof start> | undefined;

  async function start() {
    const pipeline = await deps.open();
    const postpone = createPostpone({ queue: pipeline.queue, random: Math.random, logger: deps.logger });
    const handle = createEventHandler({
      ...deps,
      ...pipeline,
      bury: createBury(pipeline.deadLetters),
      onOutcome: async (record, outcome) => {
        if (outcome.status === 'returned') {
          // The queue ends with the process; the file is taken again at the next start.
          if (!cutOff.signal.aborted) await postpone(record, outcome);
          return;
        }
        settled.get(eventId(record))?.(outcome);
        settled.delete(eventId(record));
      },
    });
    return { pipeline, objects: createTransientObjects(pipeline, deps.logger), polling: poll(pipeline, handle) };
  }

  async function poll({ queue }: LocalPipeline, handle: EventHandler): Promise<void> {
    const options = { visibilitySeconds: VISIBILITY_SECONDS, waitSeconds: LONG_POLL_SECONDS, signal: stop.signal };
    while (!stop.signal.aborted) {
      try {
        const messages = await queue.receive(options);
        const { batchItemFailures } = await handle(
          { Records: messages.map(toRecord) },
          { getRemainingTimeInMillis: () => INVOCATION_MS, signal: cutOff.signal },
        );
        const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
        for (const message of messages) {
          if (!failed.has(message.id)) await queue.remove(message);
        }
      } catch (error) {
        if (stop.signal.aborted) return;
        deps.logger.error('The embedded queue failed', { error });
        await deps.clock.sleep(POLL_PAUSE_MS, stop.signal).catch(() => {});
      }
    }
  }

  return {
    async deliver(delivery) {
      if (stop.signal.aborted) throw new DepecheError('storage-unavailable', 'The service is stopping.');
      running ??= start().catch((error: unknown) => {
        running = undefined;
        throw error;
      });
      const { pipeline, objects } = await running;
      return objects.during(delivery, async () => {
        const id = randomUUID();
        const outcome = new Promise<RecordOutcome>((resolve) => settled.set(id, resolve));
        await pipeline.queue.send(toAsciiJson(objectCreated(id, pipeline.inboxBucket, delivery)));
        return outcome;
      });
    },

    async close(graceMs) {
      stop.abort();
      const started = await running?.catch(() => undefined);
      if (!started) return;
      const { pipeline, objects, polling } = started;
      await waitAtMost(graceMs, polling);
      cutOff.abort();
      await waitAtMost(CUT_OFF_MS, polling);
      await objects.close();
      await pipeline.close();
    },
  };
}

/** As S3 tells it by way of EventBridge. */
function objectCreated(id: string, bucket: string, { key, bytes, askedMs }: Delivery) {
  const detail = { bucket: { name: bucket }, object: { key, size: bytes } };
  const time = askedMs === undefined ? {} : { time: new Date(askedMs).toISOString() };
  return { id, ...time, source: 'aws.s3', 'detail-type': 'Object Created', detail };
}

/** SQS takes no character beyond U+FFFD as it is (SendMessage, MessageBody); file names have some. */
function toAsciiJson(value: unknown): string {
  const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, escapeUnit);
}

function eventId(record: QueueRecord): string {
  return (JSON.parse(record.body) as ReturnType<typeof objectCreated>).id;
}

function toRecord({ id, body, receipt, receiveCount, sentAtMs }: QueueMessage): QueueRecord {
  const attributes = { ApproximateReceiveCount: String(receiveCount), SentTimestamp: String(sentAtMs) };
  return { messageId: id, receiptHandle: receipt, body, attributes };
}
