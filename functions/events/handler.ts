import type { Context, SQSBatchResponse } from 'aws-lambda';
import pMap from 'p-map';
import { SETTLE_GRACE_MS } from '../../shared/config/constants.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { processRecord, type RecordDependencies, type RecordOutcome } from './process-record.ts';
import type { QueueRecord } from './queue-record.ts';

export interface EventDependencies extends RecordDependencies {
  clock: Clock;
  /** How long calls under way at the deadline may take, and what they bring to be kept; that of Amazon Translate when absent. */
  settleGraceMs?: number;
  /** Told of every message, for those who watch. */
  onOutcome?: (record: QueueRecord, outcome: RecordOutcome) => void | Promise<void>;
}

/** `signal` aborts when the process ends before its time is over. */
export type EventHandler = (
  event: { Records: readonly QueueRecord[] },
  context: Pick<Context, 'getRemainingTimeInMillis'> & { signal?: AbortSignal | undefined },
) => Promise<SQSBatchResponse>;

/** Articles of one batch in work at a time: one waits for the engine while another is cleaned; memory stays bounded. */
const CONCURRENCY = 3;

/** For recording a failure and publishing it. */
const RECORDING_MS = 6_000;

/** The most of an invocation's time that is kept free. The stack gives enough that it is never reached. */
const MAX_MARGIN_SHARE = 0.75;

/**
 * What is kept free at the end of an invocation that has so much time: for the calls under way and what they bring, then for
 * recording a failure. After it no call is begun, since it could end after the process. Where there is less time than
 * that a quarter of it is worked in: a call that then outlives the process stays counted, as it was before it was sent.
 */
export function settleMarginMs(settleGraceMs: number, remainingMs: number): number {
  return Math.min(settleGraceMs + RECORDING_MS, MAX_MARGIN_SHARE * remainingMs);
}

/**
 * The event function: each message of a batch stands for itself, and none fails the others. The queue delivers those again
 * that are reported as failed, and forgets the rest.
 */
export function createEventHandler(deps: EventDependencies): EventHandler {
  const { settleGraceMs = SETTLE_GRACE_MS } = deps;
  return async ({ Records }, context) => {
    const remainingMs = context.getRemainingTimeInMillis();
    const deadlineMs = deps.clock.nowMs() + remainingMs - settleMarginMs(settleGraceMs, remainingMs);
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
