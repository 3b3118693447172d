import { DepecheError } from '../../core/errors.ts';
import type { Warning } from '../../core/result.ts';
import type { Logger } from '../../ports/telemetry/logger.ts';
import type { Metrics } from '../../ports/telemetry/metrics.ts';

export type Tolerance = ReturnType<typeof createTolerance>;

/**
 * Lets a job go on without a table that does not answer. It is a circuit breaker: once an operation has waited in vain, the
 * rest of the job waits for the table no more, be it under way or to come, except for what the job is done for, and for that
 * until it fails as well.
 */
export function createTolerance(logger: Logger, metrics: Metrics) {
  let troubled = false;
  let vainWaits = 0;
  const waiting = new Set<() => void>();
  const unavailable = () =>
    new DepecheError('storage-unavailable', 'The table does not answer; try again in a moment.');

  /** What is under way when the breaker opens may have its answer later; nobody waits for it. */
  const untilOpened = <Value>(work: Promise<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      const giveUp = () => reject(unavailable());
      waiting.add(giveUp);
      work.then(resolve, reject).finally(() => waiting.delete(giveUp));
    });

  const run = async <Value>(action: () => Promise<Value>, maxVainWaits: number): Promise<Value> => {
    if (vainWaits > maxVainWaits) throw unavailable();
    try {
      return await (maxVainWaits === 0 ? untilOpened(action()) : action());
    } catch (error) {
      if (error instanceof DepecheError && error.isUnanswered) {
        // What waited at the same time waited once.
        vainWaits = maxVainWaits === 0 ? Math.max(vainWaits, 1) : vainWaits + 1;
        for (const giveUp of waiting) giveUp();
      }
      throw error;
    }
  };

  const tolerate =
    (maxVainWaits: number) =>
    async <Value, Otherwise>(
      operation: string,
      action: () => Promise<Value>,
      otherwise: Otherwise,
    ): Promise<Value | Otherwise> => {
      try {
        return await run(action, maxVainWaits);
      } catch (error) {
        // Counted by jobs: one that fails at every step is still one article, and wakes nobody up.
        if (!troubled) metrics.record('StoreFailure', 1, 'Count');
        troubled = true;
        logger.error('The table did not answer; going on without it', { operation, error });
        return otherwise;
      }
    };

  return {
    /** The action's value; `otherwise` when it fails, which is logged, counted once a job and told in `warnings`. */
    attempt: tolerate(0),
    /** The same for an operation that is worth another wait: completing and giving back. */
    attemptLast: tolerate(1),
    /** For what must not be done without: throws what the action throws, `storage-unavailable` at once after a vain wait. */
    require: <Value>(action: () => Promise<Value>) => run(action, 0),
    /** One `cache-unavailable` when anything failed; else none. */
    warnings: (): Warning[] =>
      troubled
        ? [
            {
              code: 'cache-unavailable',
              detail: 'The table did not answer, so this result may have cost more than usual and may not be kept.',
            },
          ]
        : [],
  };
}
