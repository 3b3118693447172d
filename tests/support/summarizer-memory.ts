import { DepecheError } from '../../shared/core/errors.ts';
import type { Summarizer } from '../../shared/ports/engines/summarizer.ts';

export interface MemorySummarizerOptions {
  /** Replaces the first sentences of the text, also by unfaithful ones; may throw. */
  writeSentences?: (text: string, sentences: number) => string[];
  engine?: Summarizer['engine'];
}

const A_MICRO_USD_EACH = { input: 1, output: 1 };

/** A summariser in memory for tests: the text's own first sentences; one token a word, a micro-USD each. */
export function createMemorySummarizer(
  options: MemorySummarizerOptions = {},
): Summarizer & { stats: { calls: number } } {
  const {
    writeSentences = firstSentences,
    engine = { id: 'memory', version: '1', usdPerMillionTokens: A_MICRO_USD_EACH },
  } = options;
  const stats = { calls: 0 };
  return {
    engine,
    stats,
    async summarize({ text, sentences: count, signal, beforeCall }) {
      if (signal?.aborted) throw new DepecheError('timeout', 'The summary was stopped at its deadline. Try again.');
      await beforeCall?.({ inputTokens: countWords(text), outputTokens: countWords(text) });
      stats.calls += 1;
      const sentences = writeSentences(text, count);
      const inputTokens = countWords(text);
      const outputTokens = countWords(sentences.join(' '));
      return { sentences, inputTokens, outputTokens };
    },
    estimateTokens: ({ text }, likely) => ({
      inputTokens: countWords(text),
      outputTokens: countWords(likely.join(' ')),
    }),
  };
}

function firstSentences(text: string, count: number): string[] {
  return text
    .split(/(?<=[.!?…])\s+/)
    .slice(0, count)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim());
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
