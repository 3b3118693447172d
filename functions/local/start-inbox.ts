import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DepecheError } from '../../shared/core/errors.ts';
import type { Inbox } from '../../shared/ports/inbox.ts';
import type { Container } from '../wiring/create-container.ts';
import { openLocalOutlets, openLocalPipeline } from '../wiring/local.ts';
import { type AcceptedFolder, createAcceptedFolder } from './accepted-folder.ts';
import { openInboxFolder } from './inbox-folder.ts';
import { createLocalQueue, type LocalQueue } from './local-queue.ts';
import { type InboxWatch, watchInbox } from './watch-inbox.ts';

/** The asynchronous half of a laptop's service. */
export interface LocalInbox extends Pick<Inbox, 'put' | 'list' | 'remove'> {
  /** Begins to take files and whatever an earlier run left. */
  start(container: Container, options: { publicUrl: string; say: (line: string) => void }): Promise<void>;
  close(graceMs: number): Promise<void>;
}

/**
 * Connects the folder of dropped files and the API's accepted articles with the event handler. It is there before the
 * container that it works with, because the API's use cases put articles into it.
 */
export function createLocalInbox(dataDirectory: string): LocalInbox {
  let running: { queue: LocalQueue; accepted: AcceptedFolder; watch: InboxWatch } | undefined;
  const accepted = () => {
    if (!running) throw new DepecheError('storage-unavailable', 'The service is starting; try again in a moment.');
    return running.accepted;
  };
  return {
    put: async (...object) => accepted().put(...object),
    list: async (prefix) => accepted().list(prefix),
    remove: async (location) => accepted().remove(location),

    async start({ useCases, logger, clock }, { publicUrl, say }) {
      await mkdir(dataDirectory, { recursive: true });
      const outlets = openLocalOutlets(dataDirectory, clock);
      const queue = createLocalQueue({ useCases, logger, clock, ...outlets, publicUrl, open: openLocalPipeline });
      const accepted = createAcceptedFolder({ directory: join(dataDirectory, 'accepted'), queue, logger });
      await accepted.resume();
      const folder = await openInboxFolder(join(dataDirectory, 'inbox'), clock);
      running = { queue, accepted, watch: await watchInbox({ folder, queue, clock, logger, say }) };
    },

    async close(graceMs) {
      await running?.watch.close();
      await running?.queue.close(graceMs);
    },
  };
}
