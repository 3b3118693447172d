import { DepecheError } from '../../core/errors.ts';
import { normalizeSentence } from '../../core/normalize/normalize-sentence.ts';
import type { SourceLanguage, TranslatedChunk, TranslationEngine, Translator } from '../../ports/translator.ts';
import type { AppDependencies } from '../dependencies.ts';
import { type Account, openAccount } from '../usage/meter-usage.ts';
import { type GatedTranslation, gateTranslation, NOTHING_TRANSLATED } from './gate-translation.ts';
import { type RecalledSentences, recallSentences, sentenceKey } from './recall-sentences.ts';
import type { Job } from '../work/request-context.ts';

export interface SentencesToTranslate {
  sentences: readonly string[];
  source: SourceLanguage;
  target: string;
  translator: Translator;
  /** Whether this series counts as an article in the usage of the month. */
  countsAsArticle: boolean;
}

/** What a series of sentences cost. Characters are code points as the engine bills them. */
export interface SeriesUsage {
  characters: number;
  billedCharacters: number;
  savedCharacters: number;
  costMicroUsd: number;
}

export interface TranslatedSentences {
  engine: TranslationEngine;
  /** Of one of `SentencesToTranslate.sentences`. */
  translationOf: (sentence: string) => GatedTranslation;
  usage: SeriesUsage;
}

/** Single sentences sent again, and remembered, at a time; the engine bounds its own calls as well. */
const MAX_CONCURRENT_RETRIES = 4;

/**
 * Translates sentences and pays for each once: equal ones are sent once, remembered ones not at all. Each call of the
 * engine is gated, remembered and counted as it arrives, so that what is paid for outlives any later failure.
 * A sentence that fails the gate is sent once more, alone; what fails again is returned with its issues and is not
 * remembered. What is doubtful is remembered, and returned as such.
 *
 * Throws `DepecheError`: `budget-exhausted`, `storage-unavailable` (no ledger under a budget) and what `Translator`
 * throws, after everything paid for was kept.
 */
export async function translateSentences(
  deps: AppDependencies,
  request: SentencesToTranslate,
  job: Job,
): Promise<TranslatedSentences> {
  const { translator, source, target } = request;
  const { engine } = translator;
  const normals = request.sentences.map(normalizeSentence);
  const recalled = await recallSentences(deps.memory, { normals, source, target, engine }, job.tolerance);
  const characters = translator.countCharacters(recalled.unique);
  const missCharacters = translator.countCharacters(recalled.misses);
  const savedCharacters = characters - missCharacters;
  deps.metrics.record('SegmentHit', recalled.known.size, 'Count');
  deps.metrics.record('SegmentMiss', recalled.misses.length, 'Count');

  const account = openAccount(deps, job, isFree(engine) ? 0 : missCharacters);
  const series = createSeries(deps, request, recalled, account, job);
  try {
    await series.send();
    account.spend({ savedCharacters, articles: request.countsAsArticle ? 1 : 0 });
    await series.sendFailedAgain();
  } finally {
    await account.close();
  }
  return {
    engine,
    translationOf: (sentence) => series.translationOf(normalizeSentence(sentence)),
    usage: { characters, savedCharacters, ...series.spent },
  };
}

/** A local engine bills nothing, so no budget stands against it. */
export function isFree(engine: TranslationEngine): boolean {
  return engine.usdPerMillionCharacters === 0;
}

/** One series of sentences on its way through the engine, the gate, the memory and the ledger. */
function createSeries(
  deps: AppDependencies,
  { source, target, translator }: SentencesToTranslate,
  { unique, known, misses }: RecalledSentences,
  account: Account,
  job: Job,
) {
  const { engine } = translator;
  const spent = { billedCharacters: 0, costMicroUsd: 0 };
  const done = new Map<string, GatedTranslation>(known);

  const gate = (normal: string, text: string): GatedTranslation => gateTranslation(normal, text, target);

  const translationOf = (normal: string): GatedTranslation =>
    normal === '' ? NOTHING_TRANSLATED : (done.get(normal) ?? gate(normal, ''));

  /** Takes in what one call of the engine brought back. */
  const keep = async (translated: readonly { normal: string; text: string }[]): Promise<void> => {
    for (const { normal, text } of translated) done.set(normal, gate(normal, text));
    const passed = translated.filter(({ normal }) => translationOf(normal).issues.length === 0);
    deps.metrics.record('IntegrityFailure', translated.length - passed.length, 'Count');
    if (passed.length === 0) return;
    const segments = passed.map(({ normal, text }) => ({
      key: sentenceKey(normal, source, target, engine),
      translation: text,
    }));
    await job.tolerance.attempt('remember sentences', () => deps.memory.remember(segments), undefined);
  };

  const pay = ({ billedCharacters, uncertainCharacters = 0 }: TranslatedChunk): void => {
    const costMicroUsd = Math.round(billedCharacters * engine.usdPerMillionCharacters);
    spent.billedCharacters += billedCharacters;
    spent.costMicroUsd += costMicroUsd;
    account.spend({ billedCharacters, costMicroUsd, ...(uncertainCharacters > 0 && { uncertainCharacters }) });
  };

  /** Never leaves the loop early: a call under way is billed, so its answer is waited for even after an abort. */
  const receive = async (
    sentences: readonly string[],
    take: (translated: { normal: string; text: string }[]) => Promise<void>,
  ): Promise<void> => {
    const beforeCall = isFree(engine) ? undefined : account.send;
    for await (const chunk of translator.translate({ sentences, source, target, signal: job.signal, beforeCall })) {
      const translated = chunk.translations.flatMap(({ index, text }) => {
        const normal = sentences[index];
        return normal === undefined ? [] : [{ normal, text }];
      });
      pay(chunk);
      await take(translated);
      job.onProgress({ stage: 'translate', done: done.size, total: unique.length });
    }
  };

  const send = async (): Promise<void> => {
    job.signal.throwIfAborted();
    if (misses.length > 0) await receive(misses, keep);
    if (misses.some((normal) => !done.has(normal))) job.signal.throwIfAborted();
  };

  /** What goes wrong here is no reason to withhold the article: the sentence stays marked. */
  const tellNotSentAgain = (error: unknown): void => {
    const code = error instanceof DepecheError ? error.code : 'internal';
    job.logger.warn('A sentence that failed the gate could not be sent again', { code });
  };

  /** Each alone, all at a time, and kept together. */
  const sendEachAgain = async (group: readonly string[]): Promise<void> => {
    const brought: { normal: string; text: string }[] = [];
    const take = async (translated: typeof brought) => void brought.push(...translated);
    await Promise.all(group.map((normal) => receive([normal], take).catch(tellNotSentAgain)));
    await keep(brought);
    job.signal.throwIfAborted();
  };

  const sendFailedAgain = async (): Promise<void> => {
    const failed = misses.filter((normal) => translationOf(normal).issues.length > 0);
    try {
      if (!isFree(engine)) await account.sendSoon(failed.reduce((sum, normal) => sum + countAlone(normal), 0));
    } catch (error) {
      return tellNotSentAgain(error);
    }
    for (let start = 0; start < failed.length; start += MAX_CONCURRENT_RETRIES) {
      job.signal.throwIfAborted();
      await sendEachAgain(failed.slice(start, start + MAX_CONCURRENT_RETRIES));
    }
  };

  const countAlone = (normal: string) => translator.countCharacters([normal]);

  return { send, sendFailedAgain, translationOf, spent };
}
