import * as z from 'zod';
import { articleId, refreshInputSchema, targetLanguage } from '../../../../shared/contracts/article-input.ts';
import { articleResultSchema } from '../../../../shared/contracts/article-result.ts';
import { lazyObject } from '../../../../shared/contracts/lazily.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { optionalRequestBody } from '../../request-body.ts';
import { operation } from '../operation.ts';
import { ENGINE_PROBLEMS, INPUT_PROBLEMS, jsonAnswer, problemResponses } from '../responses.ts';
import { acceptedAnswer, answerArticle } from './answer-article.ts';
import { REFRESH_EXAMPLES } from './article-examples.ts';

export const refreshArticle = (deps: HttpDependencies) =>
  operation(
    {
      method: 'post',
      path: '/v1/articles/{id}/refresh',
      operationId: 'refreshArticle',
      tags: ['Articles'],
      summary: 'Process a stored article again, or restore what the cleaning removed',
      description:
        'Works on the article as it was stored. With `keep`, those stretches stay in its text and their sentences are billed; ' +
        'all others come from the memory. The article keeps its id, and further refreshes keep the same. With `engine` it is translated by that one. Without `keep`, ' +
        'sentences that failed their checks are translated anew. 202 as for `POST /v1/articles`.',
      middleware: optionalRequestBody,
      request: {
        params: lazyObject({ id: articleId }),
        query: lazyObject({ target: () => targetLanguage().default('en') }),
        body: {
          required: false,
          content: { 'application/json': { schema: z.lazy(refreshInputSchema), examples: REFRESH_EXAMPLES } },
        },
      },
      responses: {
        200: jsonAnswer('The article as it is now', articleResultSchema),
        202: acceptedAnswer,
        ...problemResponses('not-found', ...INPUT_PROBLEMS, 'id-conflict', ...ENGINE_PROBLEMS),
      },
    },
    async (c) => {
      const { keep, engine } = c.req.valid('json');
      const { apiKeyId } = c.get('invocation');
      const stored = { ...c.req.valid('param'), ...c.req.valid('query') };
      return answerArticle(deps, c, await deps.useCases.readRefresh({ ...stored, keep, engine, apiKeyId }));
    },
  );
