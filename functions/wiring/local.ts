import { join } from 'node:path';
import { openFolderInbox } from '../../shared/adapters/inbox-folder.ts';
import { createFilePublisher } from '../../shared/adapters/publisher-file.ts';
import { createNoTracer } from '../../shared/adapters/telemetry/tracer-none.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Logger } from '../../shared/ports/telemetry/logger.ts';

/** What a laptop's event handler works with beside the use cases, kept in the data directory. Throws `storage-unavailable`. */
export async function openLocalOutlets(options: {
  dataDirectory: string;
  bucket: string;
  clock: Clock;
  logger: Logger;
}) {
  const { dataDirectory, clock, ...rest } = options;
  return {
    /** Of accepted articles: the folder `accepted`. */
    inbox: await openFolderInbox({ directory: join(dataDirectory, 'accepted'), ...rest }),
    /** Lines of `events.jsonl`. */
    publisher: createFilePublisher({ path: join(dataDirectory, 'events.jsonl'), clock }),
    tracer: createNoTracer(),
    random: Math.random,
  };
}
