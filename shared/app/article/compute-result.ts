import type { ArticleInput } from '../../core/input.ts';
import type { ArticleResult } from '../../core/result.ts';
import { setNoBreakSpaces } from '../../core/typography/no-break-spaces.ts';
import { addSummary } from '../summary/add-summary.ts';
import type { AppDependencies } from '../dependencies.ts';
import type { PreparedArticle } from './prepare-article.ts';
import { showPairs, showText } from './show-text.ts';
import type { Job } from '../work/request-context.ts';
import { translateArticleSentences } from '../translation/translate-article-sentences.ts';
import { toArticleUsage } from '../usage/usage-of-series.ts';

export interface ComputedResult {
  result: ArticleResult;
  /** See `StoredResult.provisional`. */
  provisional: boolean;
}

/** Translates, summarises and puts the result together; stores nothing but sentences and counters. */
export async function computeResult(
  deps: AppDependencies,
  input: ArticleInput,
  article: PreparedArticle,
  pipelineVersion: string,
  job: Job,
): Promise<ComputedResult> {
  const { clean } = article;
  const translated = await translateArticleSentences(deps, input, article, job);
  const summary = await addSummary(deps, input, article, translated, job);

  // What the gate doubts is served for its full time, marked; see `answersRequest`.
  const provisional = translated.provisional || summary.provisional;
  const nowMs = deps.clock.nowMs();
  const { resultTtlMs, provisionalTtlMs } = deps.settings;
  const { author, publishedAt, url } = article;
  const result: ArticleResult = {
    id: article.id,
    status: 'completed',
    cached: false,
    source: {
      language: article.language,
      title: setNoBreakSpaces(clean.title),
      text: await showText(deps.clock, clean.text),
      ...(author === undefined ? {} : { author }),
      ...(publishedAt === undefined ? {} : { publishedAt }),
      ...(url === undefined ? {} : { url }),
    },
    translation: translated.translation,
    summary: { ...summary.summary, source: summary.summary.source.map(setNoBreakSpaces) },
    sentences: await showPairs(deps.clock, translated.pairs),
    cleaning: article.cleaning,
    warnings: [...article.warnings, ...translated.warnings, ...summary.warnings, ...job.tolerance.warnings()],
    usage: toArticleUsage([translated.usage, ...summary.usage]),
    createdAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + (provisional ? provisionalTtlMs : resultTtlMs)).toISOString(),
    pipelineVersion,
  };
  return { result, provisional };
}
