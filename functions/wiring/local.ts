import { join } from 'node:path';
import type { EmbeddedAws } from '../../shared/adapters/embedded-aws/start-embedded-aws.ts';
import type { S3Inbox } from '../../shared/adapters/inbox-s3.ts';
import { createFilePublisher } from '../../shared/adapters/publisher-file.ts';
import { createNoTracer } from '../../shared/adapters/tracer-none.ts';
import { MAX_RECEIVE_COUNT } from '../../shared/config/constants.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventPublisher } from '../../shared/ports/event-publisher.ts';
import type { Queue } from '../../shared/ports/queue.ts';
import type { Tracer } from '../../shared/ports/tracer.ts';

/** Bucket and queues of a laptop. */
export interface LocalPipeline {
  /** Kept in memory. */
  inbox: Omit<S3Inbox, 'close'>;
  inboxBucket: string;
  queue: Queue;
  deadLetters: Queue;
  maxReceiveCount: number;
  close(): Promise<void>;
}

/** Starts S3 and SQS in this process; a good half second, so only when there is something to put in. */
export async function openLocalPipeline(): Promise<LocalPipeline> {
  const [{ startEmbeddedAws }, { createS3Inbox }, { createSqsQueue }] = await Promise.all([
    import('../../shared/adapters/embedded-aws/start-embedded-aws.ts'),
    import('../../shared/adapters/inbox-s3.ts'),
    import('../../shared/adapters/queue-sqs.ts'),
  ]);
  const aws: EmbeddedAws = await startEmbeddedAws({ maxReceiveCount: MAX_RECEIVE_COUNT });
  const inbox = createS3Inbox({ bucket: aws.bucket, sdk: { ...aws.sdk, forcePathStyle: true } });
  const queue = createSqsQueue({ queueUrl: aws.queueUrl, sdk: aws.sdk });
  const deadLetters = createSqsQueue({ queueUrl: aws.deadLetterQueueUrl, sdk: aws.sdk });
  return {
    inbox,
    inboxBucket: aws.bucket,
    queue,
    deadLetters,
    maxReceiveCount: MAX_RECEIVE_COUNT,
    close: async () => {
      for (const client of [inbox, queue, deadLetters]) client.close();
      await aws.close();
    },
  };
}

/** What the event handler of a laptop tells: outgoing events in `events.jsonl` of the data directory, and no traces. */
export function openLocalOutlets(dataDirectory: string, clock: Clock): { publisher: EventPublisher; tracer: Tracer } {
  return {
    publisher: createFilePublisher({ path: join(dataDirectory, 'events.jsonl'), clock }),
    tracer: createNoTracer(),
  };
}
