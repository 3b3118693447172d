import type { Context } from 'hono';
import type { RequestContext } from '../../shared/app/work/request-context.ts';
import type { HttpEnvironment } from './environment.ts';

/** What the use cases need to know about the request behind them. */
export function toRequestContext(c: Context<HttpEnvironment>): RequestContext {
  const { apiKeyId, askedMs, deadlineMs } = c.get('invocation');
  return { correlationId: c.get('requestId'), apiKeyId, askedMs, deadlineMs, signal: c.req.raw.signal };
}
