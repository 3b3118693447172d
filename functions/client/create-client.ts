import { type ClientRequestOptions, hc } from 'hono/client';
import type { App } from '../http/app.ts';

export interface ClientOptions {
  /** Sent as `x-api-key`; a deployed service asks for it. */
  apiKey?: string | undefined;
  /** Replaces the global `fetch`, for tests and for other transports. */
  fetch?: ClientRequestOptions['fetch'];
}

/**
 * The HTTP API with its types: `createClient(url).v1.articles.$post({ json: { text } })`. `baseUrl` is where the page
 * is, a gateway's stage included. Answers are `Response`s; what went wrong comes as a problem, not as an exception.
 */
export function createClient(baseUrl: string, { apiKey, fetch }: ClientOptions = {}) {
  return hc<App>(baseUrl, {
    ...(apiKey === undefined ? {} : { headers: { 'x-api-key': apiKey } }),
    ...(fetch === undefined ? {} : { fetch }),
  });
}
