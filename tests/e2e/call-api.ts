import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import type { Deployment } from './read-deployment.ts';

export interface Answer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  text: string;
  /** The body as JSON. */
  json(): Record<string, unknown>;
}

export interface Call {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** Calls the deployed API; an emulator is called at its own address and told the API by its host name. */
export function createApiCaller({ outputs, endpoint, apiKey }: Deployment) {
  const api = new URL(outputs.ApiUrl);
  const base = endpoint === undefined ? api : new URL(api.pathname, endpoint);
  const host = endpoint === undefined ? api.host : `${api.hostname.split('.')[0]}.execute-api.localhost`;
  const send = base.protocol === 'https:' ? httpsRequest : httpRequest;

  return (path: string, { method = 'GET', headers = {}, body }: Call = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      // A path from a Location header stands on its own; others are below the stage.
      const url = path.startsWith(api.pathname) ? new URL(path, base) : new URL(path.replace(/^\//, ''), base);
      const call = send(url, {
        method,
        headers: {
          host,
          ...(apiKey !== undefined && { 'x-api-key': apiKey }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
      });
      call.on('error', reject);
      call.on('response', async (response) => {
        const content = await text(response);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: content,
          json: () => JSON.parse(content),
        });
      });
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
}
