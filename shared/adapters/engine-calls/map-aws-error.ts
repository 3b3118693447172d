import { DepecheError } from '../../core/errors.ts';
import type { createEngineErrors } from './engine-errors.ts';

/** Codes of a socket that broke after a request may have gone out on it; any other says that none did. */
const BROKEN_SOCKET = new Set(['ECONNABORTED', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

/** The SDK gives a connection that was never made the same name as an answer that never came. */
const isUnconnected = (error: unknown) => error instanceof Error && error.message.includes('establishing a connection');

/**
 * The service's error for anything that a call of an AWS client throws: by its name where `byName` has it, else by its
 * status; what remains are settings to be checked. `signal` tells a deadline from a failure.
 */
export function createAwsErrorMap(
  { throttled, unavailable, misconfigured, timedOut }: ReturnType<typeof createEngineErrors>,
  whatToCheck: string,
  byName: Readonly<Record<string, (error: unknown) => DepecheError>>,
): (error: unknown, signal?: AbortSignal) => DepecheError {
  const known = new Map(Object.entries(byName));
  return (error, signal) => {
    if (error instanceof DepecheError) return error;
    if (signal?.aborted) return timedOut(error);
    const { name, code, $metadata, $fault } = error as {
      name?: string;
      code?: unknown;
      $metadata?: { httpStatusCode?: number };
      $fault?: 'client' | 'server';
    };
    // Sockets fail with a code such as ECONNRESET or ENOTFOUND. The SDK calls some of these a TimeoutError; one of them is.
    if (typeof code === 'string' && code !== 'ETIMEDOUT') return unavailable(error, BROKEN_SOCKET.has(code));
    if (name === 'TimeoutError') return timedOut(error, !isUnconnected(error));
    // An answer that is no JSON comes from something between us and the service.
    if (name === 'SyntaxError') return unavailable(error);
    const mapped = known.get(name ?? '');
    if (mapped) return mapped(error);
    const status = $metadata?.httpStatusCode;
    if (status === 429) return throttled(error);
    return $fault === 'server' || (status ?? 0) >= 500 ? unavailable(error) : misconfigured(error, whatToCheck);
  };
}
