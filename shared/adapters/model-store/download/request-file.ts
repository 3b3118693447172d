import { request as requestPlainly, type IncomingMessage } from 'node:http';
import { request as requestSecurely } from 'node:https';
import { SourceError, toSourceError } from './source-error.ts';

/** More hops than any publisher needs; a loop ends here. */
const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Asks for a file from byte `from` on and follows redirects, never from https to http. Resolves to an answer with the
 * status 200 (the whole file), 206 (the rest) or 416 (there is no rest). The file is asked for packed, so that no server
 * unpacks it on the way, and comes as the bytes that were sent: `fetch` would unpack them. Throws `SourceError`.
 */
export async function requestFile(address: string, from: number, signal: AbortSignal): Promise<IncomingMessage> {
  let url = new URL(address);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const response = await send(url, from, signal);
    const { statusCode: status = 0 } = response;
    if (status === 200 || status === 206 || status === 416) return response;
    response.destroy();
    const { location } = response.headers;
    if (!REDIRECTS.has(status) || location === undefined) throw refused(url, status);
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    if (next?.protocol !== 'https:' && next?.protocol !== url.protocol) {
      throw new SourceError(`${url.host} redirects to an address that is not https`, { retryable: false });
    }
    url = next;
  }
  throw new SourceError(`${url.host} redirects in circles`, { retryable: false });
}

function send(url: URL, from: number, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestSecurely : requestPlainly;
  const headers = { 'accept-encoding': 'gzip', ...(from > 0 ? { range: `bytes=${from}-` } : {}) };
  return new Promise((resolve, reject) => {
    // A connection of its own: one that is kept could be closed by the other side just as it is used again.
    request(url, { headers, signal, agent: false })
      .on('response', resolve)
      .on('error', (error) => reject(toSourceError(url.href, error)))
      .end();
  });
}

/** The body of an answer as it comes. Throws `SourceError` where the connection breaks. */
export async function* chunksOf(address: string, response: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* response as AsyncIterable<Buffer>;
  } catch (error) {
    throw toSourceError(address, error);
  }
}

function refused({ host, pathname }: URL, status: number): SourceError {
  const gone = status === 404 || status === 410;
  const what = gone ? `does not have ${pathname.split('/').at(-1)}` : `answered ${status}`;
  return new SourceError(`${host} ${what}`, { retryable: status === 408 || status === 429 || status >= 500 });
}
