import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** What the mirror does with one request instead of answering it well. */
export type Trouble = (request: IncomingMessage, response: ServerResponse, content: Buffer | undefined) => void;

export interface Mirror {
  url: string;
  /** Path and headers of each request so far. */
  requests: { path: string; range: string | undefined; encoding: string | undefined }[];
  /** The next requests, in order, get these instead of an answer. */
  troubles: Trouble[];
  close(): Promise<void>;
}

export interface MirrorOptions {
  /** Unpacks what is packed on the way, as a bucket does for whom it takes for unable to: no length, no ranges. */
  unpacks?: boolean;
}

/** An HTTP server that holds files and answers byte ranges, as a mirror does. */
export async function startMirror(
  files: ReadonlyMap<string, Buffer>,
  { unpacks = false }: MirrorOptions = {},
): Promise<Mirror> {
  const requests: Mirror['requests'] = [];
  const troubles: Trouble[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push({ path, range: request.headers.range, encoding: request.headers['accept-encoding'] as string });
    const content = files.get(path.slice(1));
    const trouble = troubles.shift();
    if (trouble) return trouble(request, response, content);
    if (unpacks && content && path.endsWith('.gz')) return sendUnpacked(request, response, content);
    answer(request, response, content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    troubles,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, content: Buffer | undefined): void {
  if (!content) return void response.writeHead(404).end();
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (from === 0) return void response.writeHead(200, { 'content-length': content.length }).end(content);
  if (from >= content.length) return void response.writeHead(416).end();
  const range = `bytes ${from}-${content.length - 1}/${content.length}`;
  response
    .writeHead(206, { 'content-range': range, 'content-length': content.length - from })
    .end(content.subarray(from));
}

/** The whole file, unpacked, in chunks. */
const sendUnpacked: Trouble = (_, response, content = Buffer.alloc(0)) => {
  response.writeHead(200, { 'transfer-encoding': 'chunked' });
  response.end(gunzipSync(content));
};

/** The first half, then nothing: the connection breaks. */
export const breakAtHalf: Trouble = (_, response, content = Buffer.alloc(0)) => {
  response.writeHead(200, { 'content-length': content.length });
  // Sent, not only queued, before it is cut.
  response.write(content.subarray(0, content.length >> 1), () => setImmediate(() => response.destroy()));
};

/** The same of what was unpacked on the way. */
export const breakUnpacked: Trouble = (_, response, content = Buffer.alloc(0)) => {
  const unpacked = gunzipSync(content);
  response.writeHead(200, { 'transfer-encoding': 'chunked' });
  response.write(unpacked.subarray(0, unpacked.length >> 1), () => setImmediate(() => response.destroy()));
};
