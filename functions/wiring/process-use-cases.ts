// Before the rules, whose expressions it is for.
import './text/compile-patterns.ts';
import { createAcceptArticle } from '../../shared/app/use-cases/accept-article.ts';
import { createCleanArticle } from '../../shared/app/use-cases/stages/clean-article.ts';
import type { AppDependencies } from '../../shared/app/dependencies.ts';
import { createEstimateArticle } from '../../shared/app/use-cases/stages/estimate-article.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createSummarizeArticle } from '../../shared/app/use-cases/stages/summarize-article.ts';
import { createTranslateArticle } from '../../shared/app/use-cases/stages/translate-article.ts';
import { refuseOverlong } from '../../shared/app/work/refuse-overlong.ts';

/** The use cases that take an article up, and with them the rules of cleaning and segmenting. */
export function createProcessUseCases(deps: AppDependencies) {
  const { logger } = deps;
  return {
    processArticle: refuseOverlong(logger, createProcessArticle(deps)),
    cleanArticle: refuseOverlong(logger, createCleanArticle(deps)),
    summarizeArticle: refuseOverlong(logger, createSummarizeArticle(deps)),
    translateArticle: refuseOverlong(logger, createTranslateArticle(deps)),
    estimateArticle: refuseOverlong(logger, createEstimateArticle(deps)),
    acceptArticle: refuseOverlong(logger, createAcceptArticle(deps)),
  };
}
