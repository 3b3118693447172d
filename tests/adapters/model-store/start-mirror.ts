import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the mirror does with one request instead of answering it well. */
export type Trouble = (request: IncomingMessage, response: ServerResponse, content: Buffer | undefined) => void;

export interface Mirror {
  url: string;
  /** Path and `Range` header of each request so far. */
  requests: { path: string; range: string | undefined }[];
  /** The next requests, in order, get these instead of an answer. */
  troubles: Trouble[];
  close(): Promise<void>;
}

/** An HTTP server that holds files and answers byte ranges, as a mirror does. */
export async function startMirror(files: ReadonlyMap<string, Buffer>): Promise<Mirror> {
  const requests: Mirror['requests'] = [];
  const troubles: Trouble[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push({ path, range: request.headers.range });
    const content = files.get(path.slice(1));
    const trouble = troubles.shift();
    if (trouble) return trouble(request, response, content);
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
