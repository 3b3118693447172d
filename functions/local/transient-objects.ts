import type { Logger } from '../../shared/ports/logger.ts';
import type { LocalPipeline } from '../wiring/local.ts';
import type { Delivery } from './delivery.ts';

export interface TransientObjects {
  /** Keeps the object in the bucket while `work` goes on. Throws `storage-unavailable` and what the work throws. */
  during<Value>(delivery: Delivery, work: () => Promise<Value>): Promise<Value>;
  /** Waits for removals under way and begins no more: the bucket ends with the process. Never throws. */
  close(): Promise<void>;
}

/** The objects of a laptop's bucket, which is memory of this process: each goes with the last of its messages. */
export function createTransientObjects(
  { inbox, inboxBucket: bucket }: Pick<LocalPipeline, 'inbox' | 'inboxBucket'>,
  logger: Logger,
): TransientObjects {
  const messages = new Map<string, number>();
  const removals = new Map<string, Promise<void>>();
  let isClosed = false;

  function remove(key: string): Promise<void> {
    const removal = inbox
      .remove({ bucket, key })
      .catch((error: unknown) => logger.error('An object stays in the local bucket', { error }))
      .finally(() => removals.delete(key));
    removals.set(key, removal);
    return removal;
  }

  return {
    async during({ key, body, options }, work) {
      // An object that is put while the one before is being removed would go with it.
      await removals.get(key);
      messages.set(key, (messages.get(key) ?? 0) + 1);
      try {
        if (body !== undefined) await inbox.put(key, body, options);
        return await work();
      } finally {
        const others = (messages.get(key) ?? 1) - 1;
        if (others > 0) messages.set(key, others);
        else {
          messages.delete(key);
          if (!isClosed) await remove(key);
        }
      }
    },

    async close() {
      isClosed = true;
      await Promise.all(removals.values());
    },
  };
}
