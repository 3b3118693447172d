import { DepecheError } from '../../shared/core/errors.ts';
import type {
  TranslatedChunk,
  TranslateRequest,
  TranslationEngine,
  Translator,
} from '../../shared/ports/engines/translator.ts';
import { isFree } from '../../shared/app/translation/sentence-series.ts';
import { translateArtificially } from './artificial-translation.ts';

export interface MemoryTranslatorOptions {
  engine?: Partial<TranslationEngine>;
  targets?: readonly string[];
  /** Sentences a call. */
  chunkSize?: number;
  /** Replaces the artificial translation, also by wrong ones. */
  translateSentence?: (sentence: string, target: string, attempt: number) => string;
  /** Called before each call; what it throws fails that call after the others are done. */
  beforeCall?: (call: { number: number; sentences: readonly string[]; target: string }) => void | Promise<void>;
  /** Of an engine that charges tokens: how many times as many as it charges it says before a call. */
  caution?: number;
  /** Sees to it that a call is charged and brings nothing back, as an unusable answer does. */
  isUnusable?: (sentences: readonly string[]) => boolean;
  /** As engines that detect no language. */
  readsOnlyFrench?: true;
  /** Sentences that it will not translate; it is charged for reading them. */
  isRefused?: (sentence: string) => boolean;
}

export interface MemoryTranslator extends Translator {
  readonly stats: {
    calls: number;
    billedCharacters: number;
    /** How often each sentence was billed; more than once is paid twice. */
    billedSentences: ReadonlyMap<string, number>;
  };
}

/**
 * A translator in memory for tests: `[en] ` and words that a gate passes. Bills code points, or a token a word, and counts who was billed how often.
 * Honours the port's order of failure: every call is tried, then the first error is thrown.
 */
export function createMemoryTranslator(options: MemoryTranslatorOptions = {}): MemoryTranslator {
  const { chunkSize = 20, targets = ['de', 'en', 'es'], translateSentence = translateArtificially } = options;
  const { caution = 1 } = options;
  const engine: TranslationEngine = {
    id: 'memory',
    version: '1',
    quality: 'standard',
    usdPerMillionCharacters: 15,
    ...options.engine,
  };
  const billedSentences = new Map<string, number>();
  const stats = { calls: 0, billedCharacters: 0, billedSentences };

  async function call(
    chunk: readonly IndexedSentence[],
    { target, beforeCall }: Pick<TranslateRequest, 'target' | 'beforeCall'>,
  ): Promise<TranslatedChunk> {
    const sentences = chunk.map(({ sentence }) => sentence);
    const tokens = engine.usdPerMillionTokens && countTokens(sentences);
    const atMost = tokens && countTokens(sentences, caution);
    const takeBack = isFree(engine) ? undefined : await beforeCall?.(countCharacters(sentences), atMost);
    stats.calls += 1;
    try {
      await options.beforeCall?.({ number: stats.calls, sentences, target });
    } catch (error) {
      takeBack?.();
      throw error;
    }
    const billedCharacters = isFree(engine) ? 0 : countCharacters(sentences);
    stats.billedCharacters += billedCharacters;
    for (const sentence of sentences) billedSentences.set(sentence, (billedSentences.get(sentence) ?? 0) + 1);
    if (options.isUnusable?.(sentences)) return { translations: [], billedCharacters, ...(tokens && { tokens }) };
    const isRefused = ({ sentence }: IndexedSentence) => options.isRefused?.(sentence) === true;
    const refused = chunk.filter(isRefused).map(({ index }) => index);
    const translations = chunk
      .filter((entry) => !isRefused(entry))
      .map(({ index, sentence }) => ({
        index,
        text: sentence === '' ? '' : translateSentence(sentence, target, billedSentences.get(sentence) ?? 1),
      }));
    return { translations, billedCharacters, ...(tokens && { tokens }), ...(refused.length > 0 && { refused }) };
  }

  return {
    engine,
    ...(options.readsOnlyFrench && { readsOnlyFrench: true }),
    stats,
    countCharacters,
    ...(engine.usdPerMillionTokens && {
      estimateTokens: (sentences: readonly string[]) => countTokens(sentences),
      mostTokens: (sentences: readonly string[]) => countTokens(sentences, caution),
    }),
    listTargets: async () => targets,
    async *translate({ sentences, target, signal, beforeCall }: TranslateRequest) {
      if (!targets.includes(target)) {
        throw new DepecheError(
          'unsupported-language',
          `"${target}" is not offered; choose one of ${targets.join(', ')}.`,
        );
      }
      const indexed = sentences.map((sentence, index) => ({ sentence, index }));
      let failure: { error: unknown } | undefined;
      for (let start = 0; start < indexed.length; start += chunkSize) {
        if (signal?.aborted)
          throw new DepecheError('timeout', 'The translation was stopped at its deadline. Try again.');
        try {
          yield await call(indexed.slice(start, start + chunkSize), { target, beforeCall });
        } catch (error) {
          failure ??= { error };
        }
      }
      if (failure) throw failure.error;
    },
    async close() {},
  };
}

interface IndexedSentence {
  sentence: string;
  index: number;
}

function countTokens(sentences: readonly string[], times = 1) {
  const words = countWords(sentences) * times;
  return { inputTokens: words, outputTokens: words };
}

function countWords(sentences: readonly string[]): number {
  return sentences.reduce((sum, sentence) => sum + (sentence.match(/\S+/g)?.length ?? 0), 0);
}

function countCharacters(sentences: readonly string[]): number {
  return sentences.reduce((sum, sentence) => sum + [...sentence].length, 0);
}
