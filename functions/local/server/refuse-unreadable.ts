import { maxHeaderSize, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { Logger } from '../../../shared/ports/telemetry/logger.ts';
import { refuse } from './refusal.ts';

/** A connection that is closed while bytes are on their way is reset, and the answer lost; it stays to read for this long. */
const LINGER_MS = 1_000;

/** What Node's parser and its clock say of a request, as the caller is told. */
function describe({ code }: NodeJS.ErrnoException): DepecheError {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new DepecheError('headers-too-large', `Send at most ${maxHeaderSize} bytes of headers.`);
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new DepecheError('request-timeout', 'The request did not arrive in time; send it again, without pauses.');
  }
  if (code === 'HPE_INVALID_URL') {
    return new DepecheError(
      'malformed-request',
      'Percent-encode what is not ASCII in an address: ?title=%C3%A9t%C3%A9.',
    );
  }
  return new DepecheError('malformed-request', 'What was sent is not HTTP/1.1; check its lines, headers and lengths.');
}

/**
 * Gives what never becomes a request its problem, where Node would answer with an empty body: what its parser cannot
 * read, what takes too long, an `Expect` that nobody knows, a tunnel. One whose answer has begun is cut off.
 */
export function refuseUnreadable(server: Server, logger: Logger): void {
  const answers = new WeakMap<Duplex, ServerResponse>();
  const refused = new WeakSet<Duplex>();

  function answer(socket: Duplex, error: DepecheError): void {
    refused.add(socket);
    const { status, headers, body } = refuse(error, logger);
    const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
    const lingering = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(lingering));
  }

  server.on('request', (request, response) => answers.set(request.socket, response));
  server.on('clientError', (error, socket) => {
    // The parser complains of every further piece of what it could not read; closed now, the answer would be lost.
    if (refused.has(socket)) return;
    const begun = answers.get(socket);
    if (!socket.writable || (begun?.headersSent && !begun.writableFinished)) socket.destroy();
    else answer(socket, describe(error));
  });
  server.on('checkExpectation', (_request, response) => {
    const error = new DepecheError('malformed-request', 'Of Expect, this server knows 100-continue alone.');
    const { status, headers, body } = refuse(error, logger);
    response.writeHead(status, headers).end(body);
  });
  server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy());
    answer(socket, new DepecheError('malformed-request', 'This server is no proxy.'));
  });
}
