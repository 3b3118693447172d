import { createRoute, type RouteHandler } from '@hono/zod-openapi';
import { translationResultSchema } from '../../../../shared/contracts/stages.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { toRequestContext } from '../../to-request-context.ts';
import { articleBody } from '../articles/article-body.ts';
import { answerJson } from '../answer-json.ts';
import { jsonAnswer } from '../json-answer.ts';
import { ENGINE_PROBLEMS, INPUT_PROBLEMS, problemResponses } from '../problem-responses.ts';

export const translateArticleRoute = createRoute({
  method: 'post',
  path: '/v1/translate',
  operationId: 'translateArticle',
  tags: ['Stages'],
  summary: 'Clean and translate one article without keeping a result',
  ...articleBody,
  responses: {
    200: jsonAnswer('The translation', translationResultSchema),
    ...problemResponses(...INPUT_PROBLEMS, ...ENGINE_PROBLEMS),
  },
});

export const translateArticleHandler =
  ({ useCases }: HttpDependencies): RouteHandler<typeof translateArticleRoute, HttpEnvironment> =>
  async (c) =>
    answerJson(c, await useCases.translateArticle(c.req.valid('json'), toRequestContext(c)));
