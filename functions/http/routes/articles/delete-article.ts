import { createRoute, type RouteHandler } from '@hono/zod-openapi';
import * as z from 'zod';
import { articleId } from '../../../../shared/contracts/article-input.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { problemResponses } from '../problem-responses.ts';

export const deleteArticleRoute = createRoute({
  method: 'delete',
  path: '/v1/articles/{id}',
  operationId: 'deleteArticle',
  tags: ['Articles'],
  summary: 'Forget an article: its source and all results',
  request: { params: z.object({ id: articleId() }) },
  responses: {
    204: { description: 'Forgotten' },
    ...problemResponses('not-found', 'invalid-request', 'storage-unavailable'),
  },
});

export const deleteArticleHandler =
  ({ useCases }: HttpDependencies): RouteHandler<typeof deleteArticleRoute, HttpEnvironment> =>
  async (c) => {
    await useCases.deleteArticle(c.req.valid('param').id, c.get('invocation').apiKeyId);
    return c.body(null, 204);
  };
