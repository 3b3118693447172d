import { createRoute, type RouteHandler } from '@hono/zod-openapi';
import * as z from 'zod';
import { articleId } from '../../../../shared/contracts/article-input.ts';
import { articleSourceSchema } from '../../../../shared/contracts/article-source.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { answerJson } from '../answer-json.ts';
import { jsonAnswer } from '../json-answer.ts';
import { problemResponses } from '../problem-responses.ts';

export const getSourceRoute = createRoute({
  method: 'get',
  path: '/v1/articles/{id}/source',
  operationId: 'getArticleSource',
  tags: ['Articles'],
  summary: 'The article as it came in, with the marks of the cleaning',
  request: { params: z.object({ id: articleId() }) },
  responses: {
    200: jsonAnswer('The source', articleSourceSchema),
    ...problemResponses('not-found', 'invalid-request', 'storage-unavailable'),
  },
});

export const getSourceHandler =
  ({ useCases }: HttpDependencies): RouteHandler<typeof getSourceRoute, HttpEnvironment> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const { input, text, marks } = await useCases.getSource(id, c.get('invocation').apiKeyId);
    c.header('cache-control', 'private, no-cache');
    return answerJson(c, {
      id,
      ...(input.title === undefined ? {} : { title: input.title }),
      ...(input.url === undefined ? {} : { url: input.url }),
      ...(input.keep === undefined ? {} : { keep: [...input.keep] }),
      original: text,
      marks,
    });
  };
