import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { DepecheError } from '../../shared/core/errors.ts';
import { toProblem } from '../http/problem.ts';
import { requireLocalHost } from './require-local-host.ts';
import { CUT_OFF_MS, waitAtMost } from './wait-at-most.ts';

export interface RunningServer {
  /** Where it listens, with the port the system chose when 0 was asked for. */
  url: string;
  /**
   * Takes no new connections, lets requests under way finish for at most `graceMs`, then cuts them off and lets them
   * write down what they have paid for.
   */
  close(graceMs: number): Promise<void>;
}

/** The port can't be had; `message` says what to do. */
export class PortError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PortError';
  }
}

/** A body that trickles in for longer than this is cut off. */
const REQUEST_TIMEOUT_MS = 60_000;

const HOST = '127.0.0.1';

/**
 * Serves the app on this machine only, compressed as a gateway would, under its own names and that of `publicUrl`.
 * Throws `PortError` when the port is taken.
 */
export async function serveApp(app: Pick<Hono, 'fetch'>, port: number, publicUrl?: string): Promise<RunningServer> {
  const gateway = new Hono()
    .use(compress())
    .use(requireLocalHost(publicUrl))
    .all('*', ({ req, env }) => app.fetch(req.raw, env));
  const underWay = new Set<Promise<unknown>>();
  const answer = getRequestListener(
    (request, env) => {
      const answered = Promise.resolve(gateway.fetch(request, env)).finally(() => underWay.delete(answered));
      underWay.add(answered);
      return answered;
    },
    { errorHandler: refuse },
  );
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, answer);
  let isClosing = false;
  // A kept-alive connection would otherwise hold a closing server open until its keep-alive time is over.
  const closeIdle = () => setImmediate(() => isClosing && server.closeIdleConnections());
  server.on('request', (_request, response) => response.once('close', closeIdle));
  await listen(server, port);
  const address = server.address();
  const actualPort = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://localhost:${actualPort}`,
    close: async (graceMs) => {
      isClosing = true;
      const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
      const closed = new Promise((resolve) => server.close(resolve));
      closeIdle();
      await closed;
      clearTimeout(cutOff);
      await waitAtMost(CUT_OFF_MS, Promise.allSettled(underWay));
    },
  };
}

/** Answers in place of the app, which never saw what is no request: an address or a host that HTTP does not know. */
function refuse(error: unknown): Response {
  const unreadable = new DepecheError('invalid-request', 'The request cannot be read; check its address and its host.');
  const { body, status, headers } = toProblem(error instanceof RequestError ? unreadable : error, randomUUID());
  return new Response(JSON.stringify(body), { status, headers });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return reject(error);
      const why = error.code === 'EADDRINUSE' ? 'is taken by another program' : 'is not open to this user';
      reject(new PortError(`Port ${port} ${why}. Choose another one: DEPECHE_PORT=${port + 1} npm start`));
    });
    server.listen(port, HOST, resolve);
  });
}
