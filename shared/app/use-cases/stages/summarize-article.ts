import type { ArticleInput } from '../../../core/input.ts';
import type { SummaryNote, Warning } from '../../../core/result.ts';
import { setNoBreakSpaces } from '../../../core/typography/no-break-spaces.ts';
import type { AppDependencies } from '../../dependencies.ts';
import { hashParts } from '../../article/hash-parts.ts';
import { prepareArticle } from '../../article/prepare-article.ts';
import type { RequestContext } from '../../work/request-context.ts';
import { recordUsage } from '../../usage/record-usage.ts';
import { toArticleUsage } from '../../usage/usage-of-series.ts';
import { createInProcessFlights } from '../../work/in-process-flight.ts';
import { summarizeSource } from '../../summary/summarize-source.ts';

/** A summary alone, in the language of the article. */
export interface SummaryResult {
  id: string;
  title: string;
  summary: { method: 'extractive' | 'abstractive'; source: string[]; sentences: number[]; notes?: SummaryNote[] };
  warnings: Warning[];
}

export type SummarizeArticle = (input: ArticleInput, context: RequestContext) => Promise<SummaryResult>;

/** Cleans and summarises; translates and stores nothing. Throws `DepecheError` as `prepareArticle` says. */
export function createSummarizeArticle(deps: AppDependencies): SummarizeArticle {
  const share = createInProcessFlights<SummaryResult>(deps);
  return async (input, context) => {
    const article = await prepareArticle(deps, input);
    const { id, contentHash } = article;
    const name = hashParts([id, contentHash, input.summary.sentences, input.summary.method, context.apiKeyId ?? '']);
    const { value } = await share(name, context, async (job) => {
      const { method, sentences, picked, notes, warnings, usage } = await summarizeSource(
        deps,
        article,
        input.summary,
        job,
      );
      await recordUsage(deps, toArticleUsage([usage]), job);
      return {
        id,
        title: setNoBreakSpaces(article.clean.title),
        summary: {
          method,
          source: sentences.map(setNoBreakSpaces),
          sentences: picked,
          ...(notes.length === 0 ? {} : { notes }),
        },
        warnings: [...article.warnings, ...warnings, ...job.tolerance.warnings()],
      };
    });
    return value;
  };
}
