import type { Inbox, ObjectLocation } from '../../../shared/ports/inbox.ts';
import type { Logger } from '../../../shared/ports/telemetry/logger.ts';
import type { Deliver } from './local-deliveries.ts';

const WAITS = 'An accepted article waits for the next start';

/**
 * The inbox of a laptop's API. Who got a 202 must find a result, also when this process ends before: each article stays in
 * the inbox until its result or its failure is in the table.
 */
export function createAcceptedArticles({ inbox, deliver, logger }: { inbox: Inbox; deliver: Deliver; logger: Logger }) {
  /** Requests of each key that are not settled: an article is there for all of them. */
  const requests = new Map<string, number>();

  function begin(key: string): void {
    requests.set(key, (requests.get(key) ?? 0) + 1);
  }

  /** Returns whether it was the last one. */
  function end(key: string): boolean {
    const others = (requests.get(key) ?? 1) - 1;
    if (others > 0) requests.set(key, others);
    else requests.delete(key);
    return others === 0;
  }

  async function process(location: ObjectLocation): Promise<void> {
    const { key } = location;
    try {
      await deliver(
        async () => ({ inbox, key }),
        async (outcome) => {
          const isLast = end(key);
          if (outcome.status === 'buried' && !outcome.isTold) logger.error(WAITS, { code: outcome.problem.code });
          else if (isLast) await inbox.remove(location);
        },
      );
    } catch (error) {
      logger.error(WAITS, { error });
    }
  }

  const accepted: Pick<Inbox, 'put' | 'list' | 'remove'> = {
    async put(key, body, options) {
      begin(key);
      try {
        const location = await inbox.put(key, body, options);
        void process(location);
        return location;
      } catch (error) {
        end(key);
        throw error;
      }
    },

    list: (prefix) => inbox.list(prefix),
    remove: (location) => inbox.remove(location),
  };
  return {
    ...accepted,

    /** Delivers what an earlier run left behind. */
    async resume(): Promise<void> {
      for (const location of await inbox.list('')) {
        begin(location.key);
        void process(location);
      }
    },
  };
}
