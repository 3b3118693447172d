import { setMaxListeners } from 'node:events';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import pMap from 'p-map';

export type Send = DynamoDBClient['send'];

/** Sends a command that is left when `left` aborts, and aborts it when an attempt has waited out its time-out. */
type SendUntil = (left: AbortController) => Send;

/**
 * Asks for all entries side by side, for so many at a time. As soon as one attempt has waited out its time-out, all that are
 * under way are left and none is repeated; what has no answer yet is asked for once more, one entry alone before the others.
 * So a table that stops answering costs two time-outs, however many requests it has taken, and an answer that was lost
 * costs one. `ask` may be called twice for an entry. Throws what it throws.
 */
export async function askTogether<Entry>(
  sendUntil: SendUntil,
  { entries, concurrency }: { entries: readonly Entry[]; concurrency: number },
  ask: (entry: Entry, send: Send, isRepeated: boolean) => Promise<void>,
): Promise<void> {
  const open = new Set(entries);
  const round = async (some: readonly Entry[], isRepeated: boolean): Promise<AbortSignal> => {
    const left = new AbortController();
    // Each request under way listens to it; Node takes more than ten for a leak.
    setMaxListeners(concurrency + 1, left.signal);
    const send = sendUntil(left);
    const askOne = async (entry: Entry) => {
      await ask(entry, send, isRepeated);
      open.delete(entry);
    };
    await pMap(some, askOne, { concurrency }).catch((error: unknown) => {
      if (!left.signal.aborted || isRepeated) throw error;
    });
    return left.signal;
  };
  const { aborted } = await round(entries, false);
  if (!aborted) return;
  const [first, ...others] = open;
  if (first === undefined) return;
  await round([first], true);
  await round(others, true);
}

/** A client's way of sending for `askTogether`. */
export function createSendUntil(
  client: DynamoDBClient,
  takeTurn: <T>(call: () => Promise<T>) => Promise<T>,
): SendUntil {
  return (left) =>
    ((command: Parameters<Send>[0]) => {
      // Inside the SDK's own repeating, so it sees each attempt.
      command.middlewareStack.add(
        (next) => async (args) => {
          try {
            return await next(args);
          } catch (error) {
            if (error instanceof Error && error.name === 'TimeoutError') left.abort(error);
            throw error;
          }
        },
        { step: 'finalizeRequest', priority: 'low', name: 'leaveTogether' },
      );
      return takeTurn(async () => {
        left.signal.throwIfAborted();
        return client.send(command, { abortSignal: left.signal });
      }).catch((error: unknown) => {
        throw left.signal.aborted ? left.signal.reason : error;
      });
    }) as Send;
}
