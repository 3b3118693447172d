import type { DepecheError } from '../../core/errors.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { Completion, CompletionRequest, LanguageModel } from '../../ports/engines/language-model.ts';
import { mostTokens } from './count-tokens.ts';
import { createBilledCalls } from './create-billed-calls.ts';
import { createConcessions } from './create-concessions.ts';

export interface ModelCallOptions {
  /** Calls at a time of all articles together; fewer while the service throttles. */
  maxConcurrentRequests: number;
  /** For one call, from connecting to the last byte of the answer. */
  callTimeoutMs: number;
  clock: Clock;
  random: Random;
  /** Told of each call that the service throttles. */
  onThrottled?: (() => void) | undefined;
}

/** What the errors of one way to a model mean. */
export interface ModelErrors {
  mapError: (error: unknown, signal?: AbortSignal) => DepecheError;
  /** The words in which a request was refused for what it asks for; nothing for any other failure. */
  readRefusal: (error: unknown) => string | undefined;
  /** How a request can be refused for its text, which is an answer of its kind. */
  readTextRefusal: (problem: DepecheError) => Exclude<Completion['stop'], 'end'> | undefined;
  /** How long the service itself asks to be left alone; 0 where it does not say. */
  pauseAskedMs?: (error: unknown) => number;
}

/**
 * How a model is asked, whatever the way to it: `send` makes one attempt, asking for what is wished that the model has not
 * refused yet (see `createConcessions`).
 */
export function createModelCalls<Wish extends string>(
  { maxConcurrentRequests: maxConcurrent, clock, random, onThrottled }: ModelCallOptions,
  { readRefusal, readTextRefusal, ...errors }: ModelErrors,
  wishes: Readonly<Record<Wish, RegExp>>,
  send: (request: CompletionRequest, wishes: ReadonlySet<Wish>) => Promise<Completion>,
): LanguageModel['complete'] {
  const call = createBilledCalls({ maxConcurrent, clock, random, onThrottled, ...errors });
  const concessions = createConcessions(wishes);
  return async (request) => {
    const { signal, beforeCall, onUnanswered } = request;
    const atMost = mostTokens(request);
    const billed = {
      mark: beforeCall && (() => beforeCall(atMost)),
      attempt: () => concessions.ask((asked) => send(request, asked), readRefusal, signal),
      onUnanswered: () => onUnanswered?.(atMost),
    };
    try {
      return await call(billed, signal);
    } catch (error) {
      const problem = errors.mapError(error);
      const stop = readTextRefusal(problem);
      if (stop !== undefined) return { text: '', stop, usage: { inputTokens: 0, outputTokens: 0 } };
      throw problem;
    }
  };
}
