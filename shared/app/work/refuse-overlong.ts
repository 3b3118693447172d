import { DepecheError } from '../../core/errors.ts';
import type { ArticleInput } from '../../core/input.ts';
import type { Logger } from '../../ports/telemetry/logger.ts';

/** What V8 says when a pattern has more to remember than there is room for (64 MB), or when calls nest too deep. */
const OVERFLOW = 'Maximum call stack size exceeded';

export function isOverflow(error: unknown): error is RangeError {
  return error instanceof RangeError && error.message === OVERFLOW;
}

/**
 * A use case that refuses an article for good where a pattern has no room for it: millions of units of one kind end to
 * end, in a process of which patterns have asked much already. Another attempt would end the same way.
 * Throws `invalid-request`, and all else that `work` throws.
 */
export function refuseOverlong<Given extends [ArticleInput, ...unknown[]], Value>(
  logger: Logger,
  work: (...given: Given) => Promise<Value>,
): (...given: Given) => Promise<Value> {
  return async (...given) => {
    try {
      return await work(...given);
    } catch (error) {
      if (!isOverflow(error)) throw error;
      logger.error('An article holds a run that is too long to be read', { error });
      const pointer = given[0].html === undefined ? '/text' : '/html';
      throw new DepecheError(
        'invalid-request',
        'The article holds millions of characters without a break, too many to be read; leave out what is no article text, or send it in parts.',
        { cause: error, issues: [{ pointer, detail: 'Holds a run of characters that is too long.' }] },
      );
    }
  };
}
