import { join } from 'node:path';
import { openFolderInbox } from '../../shared/adapters/inbox-folder.ts';
import { createFilePublisher } from '../../shared/adapters/publisher-file.ts';
import { createNoTracer } from '../../shared/adapters/tracer-none.ts';
import type { Clock, Random } from '../../shared/ports/clock.ts';
import type { EventPublisher } from '../../shared/ports/event-publisher.ts';
import type { Inbox } from '../../shared/ports/inbox.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import type { Tracer } from '../../shared/ports/tracer.ts';

/** What a laptop's event handler works with, beside the use cases. */
export interface LocalOutlets {
  /** Of accepted articles: the folder `accepted`. */
  inbox: Inbox;
  /** Lines of `events.jsonl`. */
  publisher: EventPublisher;
  tracer: Tracer;
  random: Random;
}

/** Opens what lies in the data directory. Throws `storage-unavailable`. */
export async function openLocalOutlets(options: {
  dataDirectory: string;
  bucket: string;
  clock: Clock;
  logger: Logger;
}): Promise<LocalOutlets> {
  const { dataDirectory, clock, ...rest } = options;
  return {
    inbox: await openFolderInbox({ directory: join(dataDirectory, 'accepted'), ...rest }),
    publisher: createFilePublisher({ path: join(dataDirectory, 'events.jsonl'), clock }),
    tracer: createNoTracer(),
    random: Math.random,
  };
}
