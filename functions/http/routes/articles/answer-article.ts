import { answerJson } from '../answer-json.ts';
import type { Context } from 'hono';
import * as z from 'zod';
import { articleStateSchema } from '../../../../shared/contracts/article-result.ts';
import { DepecheError } from '../../../../shared/core/errors.ts';
import type { ArticleInput } from '../../../../shared/core/input.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { type HttpEnvironment, toRequestContext } from '../../environment.ts';
import { jsonAnswer } from '../responses.ts';

/** How `answerArticle` says in the OpenAPI document that an article is taken on for later. */
export const acceptedAnswer = {
  ...jsonAnswer('Accepted; ask at `Location`', articleStateSchema),
  get headers() {
    return z.object({ location: z.string(), 'retry-after': z.string() });
  },
};

/** A caller may ask again after this; most articles are done by then. */
const RETRY_AFTER_SECONDS = 2;

/**
 * Answers with the processed article, or with 202 when the caller prefers that or it would not fit the time limit, where
 * the service has a queue. Throws `DepecheError` as `processArticle` says.
 */
export async function answerArticle(
  { useCases }: Pick<HttpDependencies, 'useCases'>,
  c: Context<HttpEnvironment>,
  input: ArticleInput,
) {
  const context = toRequestContext(c);
  const accept = async () => {
    const state = await useCases.acceptArticle?.(input, context);
    if (!state) return undefined;
    const { target, engine } = input;
    const query = new URLSearchParams({ target, ...(engine && { engine }) });
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
    return answerJson(c, await useCases.processArticle(input, context));
  } catch (error) {
    const mayFitLater = error instanceof DepecheError && error.code === 'timeout' && error.retryable;
    const accepted = mayFitLater ? await accept() : undefined;
    if (accepted) return accepted;
    throw error;
  }
}

/** RFC 7240: a comma-separated list of preferences, each with optional parameters. */
function prefersAsync(header: string | undefined): boolean {
  return (header ?? '')
    .split(',')
    .some((preference) => preference.split(';')[0]?.trim().toLowerCase() === 'respond-async');
}
