import { DepecheError } from '../../shared/core/errors.ts';
import type { Completion, CompletionRequest, LanguageModel } from '../../shared/ports/engines/language-model.ts';

/** What becomes of an attempt: an answer, or one of the ways in which there is none. */
export type AttemptOutcome =
  | 'answered'
  | 'cut'
  | 'filtered'
  | 'throttled'
  | 'unavailable'
  | 'unanswered'
  | 'misconfigured';

export interface MemoryLanguageModelOptions {
  id?: string;
  model?: string;
  /** Its answer; the words of the message when nothing is said. May throw, and may wait. */
  write?: (request: CompletionRequest, attempt: number) => string | Promise<string>;
}

export interface MemoryLanguageModel extends LanguageModel {
  /** Outcomes of the next attempts, one each. */
  next(...outcomes: AttemptOutcome[]): void;
  readonly stats: { attempts: number; inputTokens: number; outputTokens: number };
  readonly requests: readonly CompletionRequest[];
}

const MAX_ATTEMPTS = 3;
const FAILURES: Partial<Record<AttemptOutcome, () => DepecheError>> = {
  throttled: () => new DepecheError('throttled', 'Too many calls for now.'),
  unavailable: () => new DepecheError('translator-unavailable', 'It does not answer.'),
  unanswered: () => new DepecheError('timeout', 'No answer came.', { isUnanswered: true }),
  misconfigured: () =>
    new DepecheError('translator-unavailable', 'It refuses the key.', { retryable: false, misconfigured: true }),
};

/** A language model in memory for tests: one token a word, failures on demand, retried at once. */
export function createMemoryLanguageModel(options: MemoryLanguageModelOptions = {}): MemoryLanguageModel {
  const { id = 'memory', model = 'memory-1', write = ({ user }) => user } = options;
  const outcomes: AttemptOutcome[] = [];
  const requests: CompletionRequest[] = [];
  const stats = { attempts: 0, inputTokens: 0, outputTokens: 0 };

  async function answer(request: CompletionRequest): Promise<Completion> {
    const outcome = outcomes.shift() ?? 'answered';
    stats.attempts += 1;
    requests.push(request);
    const failure = FAILURES[outcome];
    if (failure && outcome !== 'unanswered') throw failure();
    const { system, user, maxOutputTokens } = request;
    const whole = outcome === 'filtered' ? '' : await write(request, stats.attempts);
    const limit = outcome === 'cut' ? Math.floor(countWords(whole) / 2) : maxOutputTokens;
    const text = firstWords(whole, limit);
    const usage = { inputTokens: countWords(`${system} ${user}`), outputTokens: countWords(text) };
    stats.inputTokens += usage.inputTokens;
    stats.outputTokens += usage.outputTokens;
    if (failure) throw failure();
    const stop = outcome === 'filtered' ? 'filtered' : text === whole ? 'end' : 'max-tokens';
    return { text, stop, usage };
  }

  return {
    id,
    model,
    stats,
    requests,
    next(...more) {
      outcomes.push(...more);
    },
    async complete(request) {
      const { system, user, maxOutputTokens, signal, beforeCall, onUnanswered } = request;
      const atMost = { inputTokens: countWords(`${system} ${user}`), outputTokens: maxOutputTokens };
      let takeBack: (() => void) | undefined;
      const throwIfStopped = () => {
        if (signal?.aborted) throw new DepecheError('timeout', 'It was stopped at its deadline. Try again.');
      };
      for (let attempt = 1, isMarked = false; ; attempt += 1) {
        throwIfStopped();
        if (!isMarked) takeBack = await beforeCall?.(atMost);
        isMarked = true;
        try {
          throwIfStopped();
          return await answer(request);
        } catch (error) {
          const problem = error as DepecheError;
          if (problem.isUnanswered) onUnanswered?.(atMost);
          isMarked = !problem.isUnanswered;
          if (problem.retryable && attempt < MAX_ATTEMPTS && !signal?.aborted) continue;
          if (isMarked) takeBack?.();
          throw problem;
        }
      }
    },
    async close() {},
  };
}

function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/** As many words as a limit in tokens lets through, with the white space between them. */
function firstWords(text: string, count: number): string {
  let end = 0;
  let words = 0;
  for (const { index, 0: word } of text.matchAll(/\S+/g)) {
    if (words === count) return text.slice(0, end);
    words += 1;
    end = index + word.length;
  }
  return text;
}
