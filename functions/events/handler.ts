import pMap from 'p-map';
import { SETTLE_GRACE_MS } from '../../shared/config/constants.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { processRecord, type RecordDependencies, type RecordOutcome } from './process-record.ts';
import type { QueueRecord } from './queue-record.ts';

export interface EventDependencies extends RecordDependencies {
  clock: Clock;
  /** Told of every message, for those who watch. */
  onOutcome?: (record: QueueRecord, outcome: RecordOutcome) => void | Promise<void>;
}

/** Messages whose handling is reported as failed; the queue delivers those again and forgets the rest. */
export interface BatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}

export interface InvocationLimits {
  getRemainingTimeInMillis(): number;
  /** Aborts when the process ends before that time is over. */
  signal?: AbortSignal | undefined;
}

export type EventHandler = (
  event: { Records: readonly QueueRecord[] },
  context: InvocationLimits,
) => Promise<BatchResponse>;

/** Articles of one batch in work at a time: one waits for the engine while another is cleaned; memory stays bounded. */
const CONCURRENCY = 3;

/** Kept free for the calls under way and what they bring, then for recording a failure and publishing it (6 s). */
export const SETTLE_MARGIN_MS = SETTLE_GRACE_MS + 6_000;

/** The event function: each message of a batch stands for itself, and none fails the others. */
export function createEventHandler(deps: EventDependencies): EventHandler {
  return async ({ Records }, context) => {
    const deadlineMs = deps.clock.nowMs() + context.getRemainingTimeInMillis() - SETTLE_MARGIN_MS;
    const outcomes = await pMap(
      Records,
      async (record) => {
        const outcome = await processRecord(deps, record, { deadlineMs, signal: context.signal });
        await deps.onOutcome?.(record, outcome);
        return { record, outcome };
      },
      { concurrency: CONCURRENCY },
    );
    const returned = outcomes.filter(({ outcome }) => outcome.status === 'returned');
    return { batchItemFailures: returned.map(({ record }) => ({ itemIdentifier: record.messageId })) };
  };
}
