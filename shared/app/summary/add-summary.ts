import { DepecheError } from '../../core/errors.ts';
import type { ArticleInput } from '../../core/input.ts';
import type { ArticleResult, Warning } from '../../core/result.ts';
import type { PreparedArticle } from '../article/prepare-article.ts';
import type { AppDependencies } from '../dependencies.ts';
import type { TranslatedArticle } from '../translation/translate-article-sentences.ts';
import type { SeriesUsage } from '../translation/sentence-series.ts';
import { translateWithinBudget } from '../translation/translate-within-budget.ts';
import type { Job } from '../work/request-context.ts';
import { pickExtractive, type SourceSummary, summarizeSource } from './summarize-source.ts';

export interface AddedSummary {
  summary: ArticleResult['summary'];
  usage: SeriesUsage[];
  provisional: boolean;
  warnings: Warning[];
}

/**
 * The summary in both languages. An extractive one is a choice among what is already translated, at no cost; the
 * sentences of an abstractive one are translated, and when they cannot be, the extractive one takes its place.
 * Without a translation of the article nothing is spent on its summary.
 */
export async function addSummary(
  deps: AppDependencies,
  input: ArticleInput,
  article: PreparedArticle,
  translated: TranslatedArticle,
  job: Job,
): Promise<AddedSummary> {
  const wanted = translated.isTranslated ? input.summary : ({ ...input.summary, method: 'extractive' } as const);
  const source = await summarizeSource(deps, article, wanted, job);
  if (source.method === 'extractive') return fromPairs(source, translated, [source.usage]);

  const abstractive = await translateSummary(deps, input, source, job);
  const usage = [source.usage, ...(abstractive ? [abstractive.usage] : [])];
  if (abstractive?.isUsable) {
    const { translation, provisional, warnings } = abstractive;
    const summary = { method: source.method, source: source.sentences, translation, sentences: [] };
    return { summary, usage, provisional, warnings };
  }
  const detail = 'The abstractive summary could not be translated, so it is made of sentences of the article.';
  const extractive = {
    ...(await pickExtractive(deps, article, wanted.sentences)),
    provisional: true,
    warnings: [{ code: 'summary-unavailable', detail }],
  };
  return fromPairs(extractive, translated, usage);
}

function fromPairs(source: SourceSummary, translated: TranslatedArticle, usage: SeriesUsage[]): AddedSummary {
  const { method, sentences, picked, notes, provisional, warnings } = source;
  const pairs = translated.isTranslated ? translated.pairs.filter((_, index) => picked.includes(index)) : [];
  const translation = pairs.map((pair) => pair.translation);
  const summary = {
    method,
    source: sentences,
    translation,
    sentences: picked,
    ...(notes.length === 0 ? {} : { notes }),
  };
  return { summary, usage, provisional, warnings };
}

const IN_PART_BY_FALLBACK: Warning = {
  code: 'fallback-engine',
  detail:
    "The summary is in part translated by the fallback engine, for the engine's own translation failed its checks.",
};

async function translateSummary(
  deps: AppDependencies,
  { source, target, refresh: again }: ArticleInput,
  { sentences }: SourceSummary,
  job: Job,
) {
  try {
    const series = await translateWithinBudget(deps, { sentences, source, target, countsAs: 'part', again }, job);
    const gated = sentences.map(series.translationOf);
    const translation = gated.map(({ text }) => text);
    const isUsable = series.isTranslated && gated.every(({ issues }) => issues.length === 0);
    const warnings = gated.some(({ engine }) => engine !== undefined) ? [IN_PART_BY_FALLBACK] : [];
    return { translation, usage: series.usage, provisional: series.provisional, isUsable, warnings };
  } catch (error) {
    job.signal.throwIfAborted();
    if (!(error instanceof DepecheError)) throw error;
    job.logger.warn('The abstractive summary could not be translated', { code: error.code });
    return undefined;
  }
}
