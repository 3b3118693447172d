import { createRoute, type RouteHandler } from '@hono/zod-openapi';
import { estimateSchema } from '../../../../shared/contracts/stages.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { toRequestContext } from '../../to-request-context.ts';
import { articleBody } from '../articles/article-body.ts';
import { jsonAnswer } from '../json-answer.ts';
import { INPUT_PROBLEMS, problemResponses } from '../problem-responses.ts';

export const estimateArticleRoute = createRoute({
  method: 'post',
  path: '/v1/estimate',
  operationId: 'estimateArticle',
  tags: ['Stages'],
  summary: 'What processing would bill; calls no engine',
  ...articleBody,
  responses: { 200: jsonAnswer('The estimate', estimateSchema), ...problemResponses(...INPUT_PROBLEMS) },
});

export const estimateArticleHandler =
  ({ useCases }: HttpDependencies): RouteHandler<typeof estimateArticleRoute, HttpEnvironment> =>
  async (c) =>
    c.json(await useCases.estimateArticle(c.req.valid('json'), toRequestContext(c)), 200);
