import type { ArticleUsage } from '../../core/result.ts';
import type { SeriesUsage } from '../translation/sentence-series.ts';

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
  return {
    characters: sum(({ characters }) => characters),
    billedCharacters: sum(({ billedCharacters }) => billedCharacters),
    savedCharacters: sum(({ savedCharacters }) => savedCharacters),
    estimatedCostUsd: microUsdToUsd(sum(({ costMicroUsd }) => costMicroUsd)),
  };
}
