import type { ArticleUsage } from '../../core/result.ts';
import type { SeriesUsage } from '../translation/sentence-series.ts';

/** Of what was not asked of any engine. */
export const NO_USAGE: SeriesUsage = {
  characters: 0,
  billedCharacters: 0,
  savedCharacters: 0,
  inputTokens: 0,
  outputTokens: 0,
  costMicroUsd: 0,
};

const MICRO_USD_PER_USD = 1_000_000;

export function microUsdToUsd(costMicroUsd: number): number {
  return costMicroUsd / MICRO_USD_PER_USD;
}

/** What two series cost together. */
export function addUsage(left: SeriesUsage, right: SeriesUsage): SeriesUsage {
  const sum = { ...left };
  for (const [name, amount] of Object.entries(right) as [keyof SeriesUsage, number][]) sum[name] += amount;
  return sum;
}

/** What several series cost together, as results state it. */
export function toArticleUsage(series: readonly SeriesUsage[]): ArticleUsage {
  const sum = (pick: (usage: SeriesUsage) => number) => series.reduce((total, usage) => total + pick(usage), 0);
  const inputTokens = sum((usage) => usage.inputTokens);
  const outputTokens = sum((usage) => usage.outputTokens);
  return {
    characters: sum(({ characters }) => characters),
    billedCharacters: sum(({ billedCharacters }) => billedCharacters),
    savedCharacters: sum(({ savedCharacters }) => savedCharacters),
    ...(inputTokens + outputTokens > 0 && { inputTokens, outputTokens }),
    estimatedCostUsd: microUsdToUsd(sum(({ costMicroUsd }) => costMicroUsd)),
  };
}
