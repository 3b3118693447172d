import type { ArticleInput } from '../../core/input.ts';
import type { AppDependencies } from '../dependencies.ts';
import type { PreparedArticle } from '../article/prepare-article.ts';
import { isFree, type SeriesUsage } from '../translation/sentence-series.ts';
import { billOf, costOfTokens } from '../usage/cost-of-calls.ts';
import { addUsage, NO_USAGE } from '../usage/usage-of-series.ts';
import { pickExtractive } from './summarize-source.ts';

/**
 * What a summary in new words is likely to cost: the model's tokens, and its sentences as the engine at work translates them.
 * As long as the sentences that an extractive summary would pick, since nobody knows it before; an extractive one is free.
 */
export async function estimateSummary(
  deps: Pick<AppDependencies, 'summarizer' | 'translator' | 'textWork'>,
  { summary: { method, sentences: count } }: Pick<ArticleInput, 'summary'>,
  article: PreparedArticle,
): Promise<SeriesUsage> {
  const { summarizer, translator } = deps;
  if (method === 'extractive' || !summarizer) return NO_USAGE;
  const { sentences } = await pickExtractive(deps, article, count);
  const { title, text } = article.clean;
  const written = summarizer.estimateTokens({ title, text, language: 'fr', sentences: count }, sentences);
  const costMicroUsd = costOfTokens(summarizer.engine.usdPerMillionTokens, written);
  const characters = translator.countCharacters(sentences);
  const billedCharacters = isFree(translator.engine) ? 0 : characters;
  const tokens = translator.estimateTokens?.(sentences);
  const { microUsd } = billOf(translator.engine, billedCharacters, tokens);
  const translated = { ...NO_USAGE, characters, billedCharacters, ...tokens, costMicroUsd: microUsd };
  return addUsage(translated, { ...NO_USAGE, ...written, costMicroUsd });
}
