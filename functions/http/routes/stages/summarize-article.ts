import { createRoute, type RouteHandler } from '@hono/zod-openapi';
import { summaryResultSchema } from '../../../../shared/contracts/stages.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { toRequestContext } from '../../to-request-context.ts';
import { articleBody } from '../articles/article-body.ts';
import { jsonAnswer } from '../json-answer.ts';
import { INPUT_PROBLEMS, problemResponses } from '../problem-responses.ts';

export const summarizeArticleRoute = createRoute({
  method: 'post',
  path: '/v1/summarize',
  operationId: 'summarizeArticle',
  tags: ['Stages'],
  summary: 'Pick the sentences that sum an article up',
  ...articleBody,
  responses: { 200: jsonAnswer('The summary', summaryResultSchema), ...problemResponses(...INPUT_PROBLEMS) },
});

export const summarizeArticleHandler =
  ({ useCases }: HttpDependencies): RouteHandler<typeof summarizeArticleRoute, HttpEnvironment> =>
  async (c) =>
    c.json(await useCases.summarizeArticle(c.req.valid('json'), toRequestContext(c)), 200);
