import { DepecheError } from '../../core/errors.ts';
import type { TranslationEngine } from '../../ports/engines/translator.ts';
import type { AppDependencies } from '../dependencies.ts';
import { addUsage, NO_USAGE } from '../usage/usage-of-series.ts';
import type { Job } from '../work/request-context.ts';
import type { GatedTranslation } from './gate-translation.ts';
import type { SentencesToTranslate, SeriesUsage } from './sentence-series.ts';
import { type TranslatedSentences, translateSentences } from './translate-sentences.ts';

export interface TranslationWithFallback extends Omit<TranslatedSentences, 'isRefused'> {
  /** Says which engine made it where that is the fallback. */
  translationOf: (sentence: string) => GatedTranslation;
}

/**
 * Translates with the engine at work; what the gate refuses it twice is translated by the fallback, if there is one. Both
 * keep what they made under keys of their own, and the engine's refusal stands beside the fallback's translation, so that
 * neither is paid twice. Where the fallback fails as well, or is refused, there is what the engine made, marked.
 * Throws what `translateSentences` throws for the engine at work.
 */
export async function translateWithFallback(
  deps: AppDependencies,
  request: Omit<SentencesToTranslate, 'translator'>,
  job: Job,
): Promise<TranslationWithFallback> {
  const { translator, fallbackTranslator } = deps;
  const translated = await translateSentences(deps, { ...request, translator }, job);
  const { isRefused, isUnfinished, ...first } = translated;
  const refused = new Set(fallbackTranslator ? request.sentences.filter(isRefused) : []);
  if (!fallbackTranslator || refused.size === 0) return { ...first, isUnfinished };
  const countsAs = request.countsAs === 'trial' ? 'trial' : 'part';
  let lost = NO_USAGE;
  const onFailure = (spent: SeriesUsage) => {
    lost = spent;
  };
  const again = { ...request, sentences: [...refused], translator: fallbackTranslator, countsAs, onFailure } as const;
  try {
    const second = await translateSentences(deps, again, job);
    return {
      ...first,
      translationOf: (sentence) => choose(sentence, refused, translated, second),
      isUnfinished: isUnfinished || second.isUnfinished,
      usage: addUsage(translated.usage, second.usage),
    };
  } catch (error) {
    job.signal.throwIfAborted();
    if (!(error instanceof DepecheError)) throw error;
    const { code, misconfigured, retryable } = error;
    job.logger[misconfigured ? 'error' : 'warn']('The fallback engine could not be asked', { code });
    return { ...first, isUnfinished: isUnfinished || retryable, usage: addUsage(translated.usage, lost) };
  }
}

/** A fallback that is refused, too, is no better than the engine it stands in for. */
function choose(
  sentence: string,
  refused: ReadonlySet<string>,
  first: { translationOf: (sentence: string) => GatedTranslation },
  second: { engine: TranslationEngine; translationOf: (sentence: string) => GatedTranslation },
): GatedTranslation {
  const instead = refused.has(sentence) ? second.translationOf(sentence) : undefined;
  if (instead === undefined || instead.issues.length > 0) return first.translationOf(sentence);
  return { ...instead, engine: second.engine.id };
}
