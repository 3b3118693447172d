import { etag } from 'hono/etag';
import * as z from 'zod';
import { articleId, engineName, targetLanguage } from '../../../../shared/contracts/article-input.ts';
import {
  articleListSchema,
  articleResultSchema,
  articleStateSchema,
} from '../../../../shared/contracts/article-result.ts';
import { articleSourceSchema } from '../../../../shared/contracts/article-source.ts';
import { lazyObject } from '../../../../shared/contracts/lazily.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { answerJson } from '../answer-json.ts';
import { operation } from '../operation.ts';
import { jsonAnswer, problemResponses } from '../responses.ts';

/** A version is part of a key in the table and of nothing else. */
const pipelineVersion = () => z.string().regex(/^[\w.@+-]{1,200}$/, 'is a pipelineVersion as a result states it');

/** What the operations on a stored article may answer. */
const STORED_PROBLEMS = ['not-found', 'invalid-request', 'storage-unavailable'] as const;

const MAX_PAGE = 100;
const PAGE_SIZE = { error: `is a whole number from 1 to ${MAX_PAGE}` };
const MAX_CURSOR_CHARACTERS = 2_000;

export const getArticle = ({ useCases }: HttpDependencies) =>
  operation(
    {
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
        params: lazyObject({ id: articleId }),
        query: lazyObject({
          target: () => targetLanguage().default('en'),
          pipelineVersion: () => pipelineVersion().optional(),
          engine: () => engineName().optional().meta({ description: 'Only what this engine has made.' }),
        }),
      },
      responses: {
        200: jsonAnswer('The result, or its state while there is none', () =>
          z.union([articleResultSchema(), articleStateSchema()]),
        ),
        304: { description: 'Not changed since the ETag in If-None-Match' },
        ...problemResponses(...STORED_PROBLEMS),
      },
    },
    async (c) => {
      const { apiKeyId } = c.get('invocation');
      const found = await useCases.getArticle({ ...c.req.valid('param'), ...c.req.valid('query'), apiKeyId });
      c.header('cache-control', 'private, no-cache');
      return answerJson(c, found);
    },
  );

export const getSource = ({ useCases }: HttpDependencies) =>
  operation(
    {
      method: 'get',
      path: '/v1/articles/{id}/source',
      operationId: 'getArticleSource',
      tags: ['Articles'],
      summary: 'The article as it came in, with the marks of the cleaning',
      request: { params: lazyObject({ id: articleId }) },
      responses: { 200: jsonAnswer('The source', articleSourceSchema), ...problemResponses(...STORED_PROBLEMS) },
    },
    async (c) => {
      const { id } = c.req.valid('param');
      const { input, text: original, marks } = await useCases.getSource(id, c.get('invocation').apiKeyId);
      const { title, url, keep } = input;
      c.header('cache-control', 'private, no-cache');
      return answerJson(c, { id, title, url, keep: keep && [...keep], original, marks });
    },
  );

export const listArticles = ({ useCases }: HttpDependencies) =>
  operation(
    {
      method: 'get',
      path: '/v1/articles',
      operationId: 'listArticles',
      tags: ['Articles'],
      summary: 'Articles, newest first',
      request: {
        query: lazyObject({
          limit: () => z.coerce.number(PAGE_SIZE).int(PAGE_SIZE).min(1, PAGE_SIZE).max(MAX_PAGE, PAGE_SIZE).default(20),
          cursor: () =>
            z.string().min(1).max(MAX_CURSOR_CHARACTERS).optional().meta({ description: 'From the page before.' }),
          title: () =>
            z
              .string()
              .min(1)
              .max(200)
              .optional()
              .meta({ description: 'Only titles that contain this, case and accents aside.' }),
          quality: () =>
            z
              .enum(['draft', 'standard'])
              .optional()
              .meta({ description: 'Only articles whose newest translation into some language is of this quality.' }),
          engine: () =>
            engineName()
              .optional()
              .meta({ description: 'Only articles whose newest translation into some language is by this engine.' }),
        }),
      },
      responses: {
        200: jsonAnswer('One page', articleListSchema),
        ...problemResponses('invalid-request', 'storage-unavailable'),
      },
    },
    async (c) => {
      const { title: titleContains, ...query } = c.req.valid('query');
      const page = await useCases.listArticles({ ...query, titleContains, apiKeyId: c.get('invocation').apiKeyId });
      return c.json(articleListSchema().parse(page), 200);
    },
  );

export const deleteArticle = ({ useCases }: HttpDependencies) =>
  operation(
    {
      method: 'delete',
      path: '/v1/articles/{id}',
      operationId: 'deleteArticle',
      tags: ['Articles'],
      summary: 'Forget an article: its source and all results',
      request: { params: lazyObject({ id: articleId }) },
      responses: { 204: { description: 'Forgotten' }, ...problemResponses(...STORED_PROBLEMS) },
    },
    async (c) => {
      await useCases.deleteArticle(c.req.valid('param').id, c.get('invocation').apiKeyId);
      return c.body(null, 204);
    },
  );
