import { join } from 'node:path';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { Inbox } from '../../../shared/ports/inbox.ts';
import type { Container } from '../../wiring/create-container.ts';
import { openLocalOutlets } from '../../wiring/local.ts';
import { createAcceptedArticles } from './accepted-articles.ts';
import { openDroppedFiles } from './dropped-files.ts';
import { createLocalDeliveries, LOCAL_BUCKET, type LocalDeliveries } from './local-deliveries.ts';
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
  let running:
    | { deliveries: LocalDeliveries; accepted: ReturnType<typeof createAcceptedArticles>; watch: InboxWatch }
    | undefined;
  const accepted = () => {
    if (!running) throw new DepecheError('storage-unavailable', 'The service is starting; try again in a moment.');
    return running.accepted;
  };
  return {
    put: async (...object) => accepted().put(...object),
    list: async (prefix) => accepted().list(prefix),
    remove: async (location) => accepted().remove(location),

    async start({ useCases, logger, clock }, { publicUrl, say }) {
      const { inbox, ...outlets } = await openLocalOutlets({ dataDirectory, bucket: LOCAL_BUCKET, clock, logger });
      const files = await openDroppedFiles(join(dataDirectory, 'inbox'), clock);
      const deliveries = createLocalDeliveries({ useCases, logger, clock, ...outlets, publicUrl });
      const { deliver } = deliveries;
      const accepted = createAcceptedArticles({ inbox, deliver, logger });
      running = { deliveries, accepted, watch: await watchInbox({ files, deliver, clock, logger, say }) };
      await accepted.resume();
    },

    async close(graceMs) {
      running?.watch.close();
      await running?.deliveries.close(graceMs);
    },
  };
}
