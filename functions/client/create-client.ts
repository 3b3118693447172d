import { type ClientRequestOptions, hc, type InferRequestType, type InferResponseType } from 'hono/client';
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

export type Client = ReturnType<typeof createClient>;

type Articles = Client['v1']['articles'];

/** What `POST /v1/articles` takes. */
export type ArticleInput = InferRequestType<Articles['$post']>['json'];

/** What it answers with: the result, or how far it is. */
export type ArticleResult = InferResponseType<Articles['$post'], 200>;
export type ArticleState = InferResponseType<Articles['$post'], 202>;
