import { createAcceptArticle } from '../../shared/app/use-cases/accept-article.ts';
import { createCleanArticle } from '../../shared/app/use-cases/stages/clean-article.ts';
import type { AppDependencies } from '../../shared/app/dependencies.ts';
import { createEstimateArticle } from '../../shared/app/use-cases/stages/estimate-article.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createSummarizeArticle } from '../../shared/app/use-cases/stages/summarize-article.ts';
import { createTranslateArticle } from '../../shared/app/use-cases/stages/translate-article.ts';

/** The use cases that take an article up, and with them the rules of cleaning, segmenting, checking and summarising. */
export function createProcessUseCases(deps: AppDependencies) {
  return {
    processArticle: createProcessArticle(deps),
    cleanArticle: createCleanArticle(deps),
    summarizeArticle: createSummarizeArticle(deps),
    translateArticle: createTranslateArticle(deps),
    estimateArticle: createEstimateArticle(deps),
    acceptArticle: createAcceptArticle(deps),
  };
}
