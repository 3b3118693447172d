import { createRoute, type RouteHandler } from '@hono/zod-openapi';
import * as z from 'zod';
import { engineName } from '../../../../shared/contracts/article-input.ts';
import { articleListSchema } from '../../../../shared/contracts/article-result.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { jsonAnswer } from '../json-answer.ts';
import { problemResponses } from '../problem-responses.ts';

const MAX_PAGE = 100;
const MAX_CURSOR_CHARACTERS = 2_000;

export const listArticlesRoute = createRoute({
  method: 'get',
  path: '/v1/articles',
  operationId: 'listArticles',
  tags: ['Articles'],
  summary: 'Articles, newest first',
  request: {
    query: z.object({
      limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(20),
      cursor: z.string().min(1).max(MAX_CURSOR_CHARACTERS).optional().meta({ description: 'From the page before.' }),
      title: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .meta({ description: 'Only titles that contain this, case and accents aside.' }),
      quality: z
        .enum(['draft', 'standard'])
        .optional()
        .meta({ description: 'Only articles whose newest translation into some language is of this quality.' }),
      engine: engineName()
        .optional()
        .meta({ description: 'Only articles whose newest translation into some language is by this engine.' }),
    }),
  },
  responses: {
    200: jsonAnswer('One page', articleListSchema),
    ...problemResponses('invalid-request', 'storage-unavailable'),
  },
});

export const listArticlesHandler =
  ({ useCases }: HttpDependencies): RouteHandler<typeof listArticlesRoute, HttpEnvironment> =>
  async (c) => {
    const { limit, cursor, title, quality, engine } = c.req.valid('query');
    const page = await useCases.listArticles({
      limit,
      cursor,
      titleContains: title,
      quality,
      engine,
      apiKeyId: c.get('invocation').apiKeyId,
    });
    return c.json(articleListSchema().parse(page), 200);
  };
