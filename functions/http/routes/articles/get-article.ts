import { createRoute, type RouteHandler } from '@hono/zod-openapi';
import { etag } from 'hono/etag';
import * as z from 'zod';
import { articleId, engineName, targetLanguage } from '../../../../shared/contracts/article-input.ts';
import { articleResultSchema, articleStateSchema } from '../../../../shared/contracts/article-result.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { answerJson } from '../answer-json.ts';
import { jsonAnswer } from '../json-answer.ts';
import { problemResponses } from '../problem-responses.ts';

/** A version is part of a key in the table and of nothing else. */
const pipelineVersion = () => z.string().regex(/^[\w.@+-]{1,200}$/, 'is a pipelineVersion as a result states it');

export const getArticleRoute = createRoute({
  method: 'get',
  path: '/v1/articles/{id}',
  operationId: 'getArticle',
  tags: ['Articles'],
  summary: 'The result of one article, or how far it is',
  description:
    'The newest stored result of the current content, whichever pipeline version made it; `pipelineVersion` asks for ' +
    'that of one, `engine` for the newest by that engine. Carries an ETag and answers 304 to a matching If-None-Match.',
  middleware: [etag()],
  request: {
    params: z.object({ id: articleId() }),
    query: z.object({
      target: targetLanguage().default('en'),
      pipelineVersion: pipelineVersion().optional(),
      engine: engineName().optional().meta({ description: 'Only what this engine has made.' }),
    }),
  },
  responses: {
    200: jsonAnswer('The result, or its state while there is none', () =>
      z.union([articleResultSchema(), articleStateSchema()]),
    ),
    304: { description: 'Not changed since the ETag in If-None-Match' },
    ...problemResponses('not-found', 'invalid-request', 'storage-unavailable'),
  },
});

export const getArticleHandler =
  ({ useCases }: HttpDependencies): RouteHandler<typeof getArticleRoute, HttpEnvironment> =>
  async (c) => {
    const { apiKeyId } = c.get('invocation');
    const found = await useCases.getArticle({ ...c.req.valid('param'), ...c.req.valid('query'), apiKeyId });
    c.header('cache-control', 'private, no-cache');
    return answerJson(c, found);
  };
