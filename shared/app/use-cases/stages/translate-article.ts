import type { ArticleInput } from '../../../core/input.ts';
import type { ArticleResult, ArticleUsage, SentencePair, Warning } from '../../../core/result.ts';
import { withEngine } from '../../engines/choose-engine.ts';
import type { AppDependencies } from '../../dependencies.ts';
import { hashParts } from '../../article/hash-parts.ts';
import { prepareArticle } from '../../article/prepare-article.ts';
import type { RequestContext } from '../../work/request-context.ts';
import { showPairs } from '../../article/show-text.ts';
import { withoutCost } from '../../article/reuse-result.ts';
import { createInProcessFlights } from '../../work/in-process-flight.ts';
import { translateArticleSentences } from '../../translation/translate-article-sentences.ts';
import { recordUsage } from '../../usage/record-usage.ts';
import { toArticleUsage } from '../../usage/usage-of-series.ts';

/** A translation alone: its sentences are remembered, the result is not stored. */
export interface TranslationResult {
  id: string;
  translation: ArticleResult['translation'];
  sentences: SentencePair[];
  warnings: Warning[];
  usage: ArticleUsage;
}

export type TranslateArticle = (input: ArticleInput, context: RequestContext) => Promise<TranslationResult>;

/** Cleans and translates, without a summary. Throws `DepecheError` as `createProcessArticle` says. */
export function createTranslateArticle(own: AppDependencies): TranslateArticle {
  const share = createInProcessFlights<TranslationResult>(own);
  return async (input, context) => {
    const { source, target, engine = own.engines.own } = input;
    const article = await prepareArticle(own, input);
    const deps = await withEngine(own, engine);
    const name = hashParts([article.id, article.contentHash, source, target, engine, context.apiKeyId ?? '']);
    const { value, joined } = await share(name, context, async (job) => {
      const { translation, pairs, warnings, usage } = await translateArticleSentences(deps, input, article, job);
      const articleUsage = toArticleUsage([usage]);
      await recordUsage(own, articleUsage, job);
      return {
        id: article.id,
        translation,
        sentences: await showPairs(deps.clock, pairs),
        warnings: [...article.warnings, ...warnings, ...job.tolerance.warnings()],
        usage: articleUsage,
      };
    });
    return joined ? { ...value, usage: withoutCost(value.usage) } : value;
  };
}
