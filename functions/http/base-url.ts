import type { Context } from 'hono';
import type { HttpEnvironment } from './environment.ts';

/** Where the service is for whoever asks, a gateway's stage included; without a slash at its end. */
export function baseUrl(c: Context<HttpEnvironment>): string {
  return `${new URL(c.req.url).origin}${c.get('invocation').basePath ?? ''}`;
}
