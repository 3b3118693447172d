import { createRoute, type RouteHandler } from '@hono/zod-openapi';
import { cleanResultSchema } from '../../../../shared/contracts/stages.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { toRequestContext } from '../../to-request-context.ts';
import { articleBody } from '../articles/article-body.ts';
import { answerJson } from '../answer-json.ts';
import { jsonAnswer } from '../json-answer.ts';
import { INPUT_PROBLEMS, problemResponses } from '../problem-responses.ts';

export const cleanArticleRoute = createRoute({
  method: 'post',
  path: '/v1/clean',
  operationId: 'cleanArticle',
  tags: ['Stages'],
  summary: 'Clean one article, with every removal and repair named',
  ...articleBody,
  responses: { 200: jsonAnswer('The cleaned article', cleanResultSchema), ...problemResponses(...INPUT_PROBLEMS) },
});

export const cleanArticleHandler =
  ({ useCases }: HttpDependencies): RouteHandler<typeof cleanArticleRoute, HttpEnvironment> =>
  async (c) =>
    answerJson(c, await useCases.cleanArticle(c.req.valid('json'), toRequestContext(c)));
