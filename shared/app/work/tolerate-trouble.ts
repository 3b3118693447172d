import type { Warning } from '../../core/result.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Metrics } from '../../ports/metrics.ts';

/** Lets a request go on without a table that does not answer. */
export interface Tolerance {
  /** The action's value; `otherwise` when it fails, which is logged, counted and told in `warnings`. */
  attempt<Value, Otherwise>(
    operation: string,
    action: () => Promise<Value>,
    otherwise: Otherwise,
  ): Promise<Value | Otherwise>;
  /** One `cache-unavailable` when anything failed; else none. */
  warnings(): Warning[];
}

export function createTolerance(logger: Logger, metrics: Metrics): Tolerance {
  let troubled = false;
  return {
    async attempt(operation, action, otherwise) {
      try {
        return await action();
      } catch (error) {
        troubled = true;
        metrics.record('StoreFailure', 1, 'Count');
        logger.error('The table did not answer; going on without it', { operation, error });
        return otherwise;
      }
    },
    warnings: () =>
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
