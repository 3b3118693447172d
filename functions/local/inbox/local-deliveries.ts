import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import { MAX_RECEIVE_COUNT } from '../../../shared/config/constants.ts';
import type { Clock, Random } from '../../../shared/ports/clock.ts';
import { processRecord, type RecordDependencies, type RecordOutcome } from '../../events/process-record.ts';
import type { QueueRecord } from '../../events/queue-record.ts';
import { redeliveryDelaySeconds } from '../../events/redelivery-delay.ts';
import { CUT_OFF_MS, waitAtMost } from '../wait-at-most.ts';

/** An object that has arrived. */
export interface Arrival extends Pick<RecordDependencies, 'inbox'> {
  key: string;
  /** When it was put there, epoch milliseconds. */
  askedMs?: number | undefined;
}

/** One that is settled is processed, refused, dropped or buried. */
export type SettledOutcome = Exclude<RecordOutcome, { status: 'returned' }>;

/**
 * Works on what `take` gives when its turn comes, again for as long as it is given back, and tells `settle` what became of
 * it. Nothing is told where `take` gives nothing, and where the service stops before. Throws what `take` and `settle` throw.
 */
export type Deliver = (
  take: () => Promise<Arrival | undefined>,
  settle: (outcome: SettledOutcome) => Promise<void>,
) => Promise<void>;

export type LocalDeliveries = ReturnType<typeof createLocalDeliveries>;

export type LocalDeliveriesDependencies = Pick<
  RecordDependencies,
  'useCases' | 'publisher' | 'logger' | 'tracer' | 'publicUrl'
> & { clock: Clock; random: Random };

/** What the inboxes of a laptop call themselves. */
export const LOCAL_BUCKET = 'inbox';

/** Articles in work at a time, as in the event function. */
const PLACES = 3;

/** A local engine may take minutes for a long article. */
const ARTICLE_MS = 600_000;

/**
 * What stands between bucket and function in a deployment, without either: objects go to the event handler of this process,
 * and come back after the same waits. What waits holds no place. Who delivered keeps what was not settled, and gives it
 * again at the next start.
 */
export function createLocalDeliveries(deps: LocalDeliveriesDependencies) {
  const { clock, random } = deps;
  const places = pLimit(PLACES);
  const underWay = new Set<Promise<unknown>>();
  const stop = new AbortController();
  const cutOff = new AbortController();
  // Every waiting redelivery listens.
  setMaxListeners(0, stop.signal, cutOff.signal);

  function work(id: string, { inbox, key, askedMs }: Arrival, receiveCount: number): Promise<RecordOutcome> {
    return processRecord(
      // A laptop has no queue of dead letters: who delivered says what became of it.
      { ...deps, inbox, inboxBucket: LOCAL_BUCKET, bury: async () => {}, maxReceiveCount: MAX_RECEIVE_COUNT },
      toRecord(id, key, askedMs, receiveCount),
      { deadlineMs: clock.nowMs() + ARTICLE_MS, signal: cutOff.signal },
    );
  }

  /** Runs when there is a place for it. */
  function atPlace<Value>(run: () => Promise<Value>): Promise<Value> {
    return places(async () => {
      const running = run().finally(() => underWay.delete(running));
      underWay.add(running);
      return running;
    });
  }

  const deliver: Deliver = async (take, settle) => {
    const id = randomUUID();
    let arrival: Arrival | undefined;
    for (let receiveCount = 1; ; receiveCount += 1) {
      const returned = await atPlace(async () => {
        if (stop.signal.aborted) return undefined;
        arrival ??= await take();
        const outcome = arrival && (await work(id, arrival, receiveCount));
        if (outcome?.status === 'returned') return outcome;
        if (outcome) await settle(outcome);
        return undefined;
      });
      if (!returned) return;
      const { retryAfterSeconds } = returned;
      const delaySeconds = redeliveryDelaySeconds({ receiveCount, retryAfterSeconds, random });
      // It ends early only when the service stops, which the next turn sees.
      await clock.sleep(delaySeconds * 1_000, stop.signal).catch(() => {});
    }
  };

  return {
    deliver,
    /** Begins no more; what is under way gets `graceMs` to finish, is cut off then and not settled. */
    async close(graceMs: number): Promise<void> {
      stop.abort();
      await waitAtMost(graceMs, Promise.allSettled(underWay));
      cutOff.abort();
      await waitAtMost(CUT_OFF_MS, Promise.allSettled(underWay));
    },
  };
}

/** As S3 tells it by way of EventBridge and the queue. */
function toRecord(id: string, key: string, askedMs: number | undefined, receiveCount: number): QueueRecord {
  const time = askedMs === undefined ? {} : { time: new Date(askedMs).toISOString() };
  const detail = { bucket: { name: LOCAL_BUCKET }, object: { key } };
  const body = JSON.stringify({ id, ...time, source: 'aws.s3', 'detail-type': 'Object Created', detail });
  return { messageId: id, body, attributes: { ApproximateReceiveCount: String(receiveCount) } };
}
