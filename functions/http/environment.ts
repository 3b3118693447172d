import type { Context } from 'hono';
import type { RequestContext } from '../../shared/app/work/request-context.ts';
import type { Logger } from '../../shared/ports/telemetry/logger.ts';

/** What the platform around the app knows about one request. */
export interface Invocation {
  /** The platform's own request id. */
  requestId?: string | undefined;
  /** Id (never the value) of the API key the platform checked. */
  apiKeyId?: string | undefined;
  /** When the request came, epoch milliseconds. */
  askedMs?: number | undefined;
  /** Epoch milliseconds by which an answer must be on its way. */
  deadlineMs?: number | undefined;
  /** Where the app hangs below its host, such as a gateway's stage: `/prod`. */
  basePath?: string | undefined;
}

/** What handlers find in Hono's context. */
export interface HttpEnvironment {
  Variables: {
    invocation: Invocation;
    /** Id of this request in logs, problems and outgoing events. */
    requestId: string;
    logger: Logger;
  };
}

/** Where the service is for whoever asks, a gateway's stage included; without a slash at its end. */
export function baseUrl(c: Context<HttpEnvironment>): string {
  return `${new URL(c.req.url).origin}${c.get('invocation').basePath ?? ''}`;
}

/** What the use cases need to know about the request behind them. */
export function toRequestContext(c: Context<HttpEnvironment>): RequestContext {
  const { apiKeyId, askedMs, deadlineMs } = c.get('invocation');
  return { correlationId: c.get('requestId'), apiKeyId, askedMs, deadlineMs, signal: c.req.raw.signal };
}
