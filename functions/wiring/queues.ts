import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createSqsQueue } from '../../shared/adapters/queue-sqs.ts';
import type { loadQueueConfig } from '../../shared/config/service-config.ts';

/** The queues of a deployment, for the commands that look after them. */
export function openQueues(config: ReturnType<typeof loadQueueConfig>) {
  const queue = createSqsQueue({ queueUrl: config.DEPECHE_QUEUE_URL });
  const deadLetters = createSqsQueue({ queueUrl: config.DEPECHE_DEAD_LETTER_QUEUE_URL });
  const close = () => {
    queue.close();
    deadLetters.close();
  };
  return { queue, deadLetters, clock: createSystemClock(), close };
}
