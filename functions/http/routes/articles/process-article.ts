import { createRoute, type RouteHandler } from '@hono/zod-openapi';
import * as z from 'zod';
import { articleResultSchema, articleStateSchema } from '../../../../shared/contracts/article-result.ts';
import { DepecheError } from '../../../../shared/core/errors.ts';
import { isTrial } from '../../../../shared/core/trial-article.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { toRequestContext } from '../../to-request-context.ts';
import { articleBody } from './article-body.ts';
import { jsonAnswer } from '../json-answer.ts';
import { ENGINE_PROBLEMS, INPUT_PROBLEMS, problemResponses } from '../problem-responses.ts';

export const processArticleRoute = createRoute({
  method: 'post',
  path: '/v1/articles',
  operationId: 'processArticle',
  tags: ['Articles'],
  summary: 'Clean, translate and summarise one article',
  description:
    'Answers with the result, from the table when it is there. With `Prefer: respond-async`, or when it would not fit ' +
    'the time limit, answers 202 and goes on in the background where the service has a queue.',
  ...articleBody,
  responses: {
    200: jsonAnswer('The processed article', articleResultSchema),
    202: {
      ...jsonAnswer('Accepted; ask at `Location`', articleStateSchema),
      get headers() {
        return z.object({ location: z.string(), 'retry-after': z.string() });
      },
    },
    ...problemResponses(...INPUT_PROBLEMS, 'id-conflict', ...ENGINE_PROBLEMS),
  },
});

/** A caller may ask again after this; most articles are done by then. */
const RETRY_AFTER_SECONDS = 2;

export const processArticleHandler =
  ({ useCases }: HttpDependencies): RouteHandler<typeof processArticleRoute, HttpEnvironment> =>
  async (c) => {
    const input = c.req.valid('json');
    const context = toRequestContext(c);
    // The gateway numbers its requests itself, so that only a deployment can name one.
    if (isTrial(input.id ?? '') && !isTrial(c.get('invocation').requestId ?? '')) throw reservedId();
    const accept = async () => {
      const state = await useCases.acceptArticle?.(input, context);
      if (!state) return undefined;
      const query = new URLSearchParams({ target: input.target });
      const basePath = c.get('invocation').basePath ?? '';
      c.header('location', `${basePath}/v1/articles/${encodeURIComponent(state.id)}?${query}`);
      c.header('retry-after', String(RETRY_AFTER_SECONDS));
      return c.json(state, 202);
    };
    if (prefersAsync(c.req.header('prefer'))) {
      const accepted = await accept();
      if (accepted) return accepted;
    }
    try {
      return c.json(await useCases.processArticle(input, context), 200);
    } catch (error) {
      const accepted = error instanceof DepecheError && error.code === 'timeout' ? await accept() : undefined;
      if (accepted) return accepted;
      throw error;
    }
  };

function reservedId(): DepecheError {
  return new DepecheError('invalid-request', 'Mend the members named in errors.', {
    issues: [{ pointer: '/id', detail: 'begins as those of a deployment’s trial articles; choose another' }],
  });
}

/** RFC 7240: a comma-separated list of preferences, each with optional parameters. */
function prefersAsync(header: string | undefined): boolean {
  return (header ?? '')
    .split(',')
    .some((preference) => preference.split(';')[0]?.trim().toLowerCase() === 'respond-async');
}
