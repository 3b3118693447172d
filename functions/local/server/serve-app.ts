import { createServer, type Server } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { DEFAULT_HOST, MAX_BODY_BYTES } from '../../../shared/config/constants.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { Logger } from '../../../shared/ports/telemetry/logger.ts';
import { CUT_OFF_MS, waitAtMost } from '../wait-at-most.ts';
import { limitBodies } from './limit-bodies.ts';
import { urlOf } from './listening-address.ts';
import { PortError } from './port-error.ts';
import { respondRefusal } from './refusal.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';
import { requireLocalHost } from './require-local-host.ts';

export interface RunningServer {
  /** Where it listens, with the port the system chose when 0 was asked for. */
  url: string;
  /**
   * Takes no new connections, lets requests under way finish for at most `graceMs`, then cuts them off and lets them
   * write down what they have paid for.
   */
  close(graceMs: number): Promise<void>;
}

/** What the listener makes no request of: an address or a host that HTTP does not know, or no host. */
const UNREADABLE = new DepecheError('malformed-request', 'The request cannot be read; check its address and its host.');

/** What one process takes on. */
export const SERVER_LIMITS = {
  /** A request that trickles in for longer than this, body included, is cut off. */
  requestTimeoutMs: 60_000,
  /** How often that is looked at: Node's own default. */
  checkEveryMs: 30_000,
  /** Four of the largest bodies: what cleaning holds of one is many times its size (measured: 1.2 GB for all four). */
  maxBodyBytesAtOnce: 4 * MAX_BODY_BYTES,
};

export interface ServeOptions {
  /** 0 for any that is free. */
  port: number;
  logger: Logger;
  /** IP address or `localhost` to listen at; without one, this machine alone gets in. */
  host?: string | undefined;
  /** Another address it is published under. */
  publicUrl?: string | undefined;
  limits?: Partial<typeof SERVER_LIMITS>;
}

/**
 * Serves the app at `host`, compressed as a gateway would, under this machine's own names and that of `publicUrl`. What
 * the app never sees is refused with a problem too. Throws `PortError` when the port is taken or the address is none of ours.
 */
export async function serveApp(app: Pick<Hono, 'fetch'>, options: ServeOptions): Promise<RunningServer> {
  const { port, logger, host = DEFAULT_HOST, publicUrl } = options;
  const { requestTimeoutMs, checkEveryMs, maxBodyBytesAtOnce } = { ...SERVER_LIMITS, ...options.limits };
  const respond = (error: unknown) => respondRefusal(error, logger);
  const gateway = new Hono()
    .use(compress())
    .use(requireLocalHost({ host, publicUrl }))
    .all('*', ({ req, env }) => app.fetch(req.raw, env))
    .onError(respond);
  const underWay = new Set<Promise<unknown>>();
  const answer = getRequestListener(
    (request, env) => {
      const answered = Promise.resolve(gateway.fetch(request, env)).finally(() => underWay.delete(answered));
      underWay.add(answered);
      return answered;
    },
    { errorHandler: (error) => respond(error instanceof RequestError ? UNREADABLE : error) },
  );
  const server = createServer(
    { requestTimeout: requestTimeoutMs, connectionsCheckingInterval: checkEveryMs, requireHostHeader: false },
    limitBodies(answer, { maxBytes: maxBodyBytesAtOnce, logger }),
  );
  refuseUnreadable(server, logger);
  let isClosing = false;
  // A kept-alive connection would otherwise hold a closing server open until its keep-alive time is over.
  const closeIdle = () => setImmediate(() => isClosing && server.closeIdleConnections());
  server.on('request', (_request, response) => response.once('close', closeIdle));
  await listen(server, port, host);
  const address = server.address();
  const actualPort = typeof address === 'object' && address ? address.port : port;
  return {
    url: urlOf(host, actualPort),
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

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRNOTAVAIL') {
        return reject(
          new PortError(`${host} is no address of this machine. Give DEPECHE_HOST one of its own, or 0.0.0.0.`),
        );
      }
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return reject(error);
      const why = error.code === 'EADDRINUSE' ? 'is taken by another program' : 'is not open to this user';
      reject(new PortError(`Port ${port} ${why}. Choose another one: DEPECHE_PORT=${port + 1} npm start`));
    });
    server.listen(port, host, resolve);
  });
}
