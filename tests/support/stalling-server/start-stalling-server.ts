import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** How an answer never comes: not at all, with its headers alone, or byte by byte. */
export const STALLS = ['silent', 'headers only', 'byte by byte'] as const;
export type Stall = (typeof STALLS)[number];

export interface StallingServer {
  endpoint: string;
  /** Requests that came. */
  requests: number;
  /** Resolves once the other side has left every connection on which it asked for something. */
  allLeft(): Promise<void>;
  stop(): Promise<void>;
}

const BYTE_EVERY_MS = 5;
/** More than it ever sends. */
const PROMISED_BYTES = 1_000_000;

/** A server that takes every request and never finishes an answer. */
export async function startStallingServer(stall: Stall): Promise<StallingServer> {
  const asked = new Set<Socket>();
  const server = createServer((request, response) => {
    running.requests += 1;
    const { socket } = request;
    asked.add(socket);
    socket.once('close', () => asked.delete(socket));
    if (stall === 'silent') return;
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': PROMISED_BYTES });
    if (request.method === 'HEAD') return void response.end();
    response.flushHeaders();
    if (stall === 'byte by byte') trickle(response);
  });
  server.on('connection', (socket) => socket.on('error', () => {}));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const running: StallingServer = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: 0,
    async allLeft() {
      await Promise.all([...asked].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return running;
}

function trickle(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), BYTE_EVERY_MS);
  response.once('close', () => clearInterval(timer));
}
