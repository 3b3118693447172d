import type { IncomingMessage, RequestListener } from 'node:http';
import { MAX_BODY_BYTES } from '../../../shared/config/constants.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { Logger } from '../../../shared/ports/telemetry/logger.ts';
import { refuse } from './refusal.ts';

/** How long whoever is refused should wait: most articles are done by then. */
const RETRY_AFTER_SECONDS = 5;

/** Answers a request; settles when nothing of it is needed any more. */
type Answer = (...request: Parameters<RequestListener>) => Promise<unknown>;

/**
 * Refuses a body with `throttled` while those under way already take `maxBytes` together, because each is held in memory
 * until it is answered. Counted by what a request says of itself, so that nothing of a refused one is kept.
 */
export function limitBodies(answer: Answer, { maxBytes, logger }: { maxBytes: number; logger: Logger }): Answer {
  let heldBytes = 0;
  return async (request, response) => {
    const bytes = statedBytes(request);
    if (bytes > 0 && heldBytes + bytes > maxBytes) {
      const message = `At most ${maxBytes} bytes are taken at once; send this again when others are answered.`;
      const error = new DepecheError('throttled', message, { retryAfterSeconds: RETRY_AFTER_SECONDS });
      const { status, headers, body } = refuse(error, logger);
      response.writeHead(status, headers).write(body);
      // A connection that is closed with bytes on their way loses the answer, so the rest is read away first.
      request.resume().once('end', () => response.end());
      return;
    }
    heldBytes += bytes;
    try {
      await answer(request, response);
    } finally {
      heldBytes -= bytes;
    }
  };
}

/** What a body may come to hold: its length, or the most that is read of one that comes in chunks. */
function statedBytes({ method, headers }: IncomingMessage): number {
  if (method === 'GET' || method === 'HEAD') return 0;
  if (headers['transfer-encoding'] !== undefined) return MAX_BODY_BYTES;
  const length = Number(headers['content-length'] ?? 0);
  // The app refuses a longer one without reading it.
  return length > MAX_BODY_BYTES ? 0 : length;
}
