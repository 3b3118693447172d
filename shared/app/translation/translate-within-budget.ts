import { DepecheError } from '../../core/errors.ts';
import type { Warning } from '../../core/result.ts';
import type { Translator } from '../../ports/engines/translator.ts';
import type { AppDependencies } from '../dependencies.ts';
import { NO_USAGE } from '../usage/usage-of-series.ts';
import type { Job } from '../work/request-context.ts';
import { NOTHING_TRANSLATED } from './gate-translation.ts';
import { explainRefusal } from './known-targets.ts';
import type { SentencesToTranslate } from './sentence-series.ts';
import { translateSentences } from './translate-sentences.ts';
import { type TranslationWithFallback, translateWithFallback } from './translate-with-fallback.ts';

export interface BudgetedTranslation extends TranslationWithFallback {
  /** False when the budget allowed cleaning and a summary only; every translation is empty then. */
  isTranslated: boolean;
  /** Whether the answer is second best, to be computed anew when asked again. */
  provisional: boolean;
  warnings: Warning[];
}

/**
 * Translates with the engine at work, whose word decides on the target, and its fallback, or does what the settings say when the budget does not allow it.
 * Throws `DepecheError`: `unsupported-language` and everything `translateSentences` throws.
 */
export async function translateWithinBudget(
  deps: AppDependencies,
  request: Omit<SentencesToTranslate, 'translator'>,
  job: Job,
): Promise<BudgetedTranslation> {
  try {
    const translated = await translateWithFallback(deps, request, job);
    const { isUnfinished: provisional } = translated;
    return { ...translated, isTranslated: true, provisional, warnings: describeQuality(deps.translator) };
  } catch (error) {
    if (!(error instanceof DepecheError)) throw error;
    if (error.code === 'budget-exhausted') return goOnWithoutBudget(deps, request, job, error);
    throw error.code === 'unsupported-language' ? await explainRefusal(deps, request.target, error) : error;
  }
}

async function goOnWithoutBudget(
  deps: AppDependencies,
  request: Omit<SentencesToTranslate, 'translator'>,
  job: Job,
  refusal: DepecheError,
): Promise<BudgetedTranslation> {
  const { settings, overBudgetTranslator, translator } = deps;
  if (settings.overBudget === 'clean-only') {
    return {
      engine: translator.engine,
      translationOf: () => NOTHING_TRANSLATED,
      usage: NO_USAGE,
      isUnfinished: true,
      isTranslated: false,
      provisional: true,
      warnings: [{ code: 'not-translated', detail: `${refusal.message} Cleaned and summarised only.` }],
    };
  }
  if (settings.overBudget === 'reject' || !overBudgetTranslator) throw refusal;
  if (!(await overBudgetTranslator.listTargets()).includes(request.target)) throw refusal;
  const translated = await translateSentences(deps, { ...request, translator: overBudgetTranslator }, job);
  const detail = `The budget of this month is spent; translated by ${overBudgetTranslator.engine.id} instead.`;
  const warnings = [{ code: 'fallback-engine', detail }, ...describeQuality(overBudgetTranslator)];
  return { ...translated, isTranslated: true, provisional: true, warnings };
}

function describeQuality({ engine }: Translator): Warning[] {
  if (engine.quality !== 'draft') return [];
  const detail = 'Draft quality: translated by the small built-in engine; have it read before it is published.';
  return [{ code: 'draft-quality', detail }];
}
