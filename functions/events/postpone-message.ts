import type { Random } from '../../shared/ports/clock.ts';
import type { Logger } from '../../shared/ports/telemetry/logger.ts';
import type { Queue } from '../../shared/ports/queue.ts';
import type { RecordOutcome } from './process-record.ts';
import type { QueueRecord } from './queue-record.ts';
import { redeliveryDelaySeconds } from './redelivery-delay.ts';

/**
 * Hides a message that was given back until its next delivery is due. Never throws: should the queue not take it, the
 * message is seen again after the queue's own time-out, later rather than never.
 */
export function createPostpone({
  queue,
  random,
  logger,
}: {
  queue: Pick<Queue, 'release'>;
  random: Random;
  logger: Logger;
}) {
  return async (record: QueueRecord, outcome: RecordOutcome): Promise<void> => {
    const { receiptHandle: receipt, messageId } = record;
    if (outcome.status !== 'returned' || receipt === undefined) return;
    const receiveCount = Number(record.attributes.ApproximateReceiveCount);
    const { retryAfterSeconds } = outcome;
    try {
      await queue.release({ receipt }, redeliveryDelaySeconds({ receiveCount, retryAfterSeconds, random }));
    } catch (error) {
      const message = 'A message that went back is seen again only after the time-out of its queue';
      logger.error(message, { messageId, error });
    }
  };
}
