import type { Readable } from 'node:stream';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import pLimit from 'p-limit';

/** Endpoint, region and credentials, where the SDK should not find them by itself. */
export type AwsPlace = Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials'>;

export interface CallHandlerOptions {
  connectionTimeoutMs?: number;
  /**
   * For one attempt, from its turn to the last byte of the answer; looked up again when it is over, for it may have grown.
   * A call's own `requestTimeout` goes before it.
   */
  callTimeoutMs: number | (() => number);
}

type Handle = NodeHttpHandler['handle'];

const CONNECTION_TIMEOUT_MS = 1_000;

/**
 * A timer that comes later than this tells that the process was busy, and the answer may lie unread: the call gets, once,
 * as long again as the process took from it, at most doubled in all.
 */
const TOLERATED_LAG_MS = 50;

/** As many as the SDK opens connections to one server; a call beyond them would wait for one inside its own deadline. */
const MAX_CALLS_AT_ONCE = 50;

/**
 * How every AWS client here sends: with one deadline over the whole attempt. The SDK's own time-outs end with the headers
 * of an answer, so one whose body stalls, or trickles in, would hold its caller for ever. What passes the deadline is cut
 * off and fails with a `TimeoutError`, which the SDK takes for a failure that may pass.
 *
 * A burst waits for its turn here, and that is no silence of the server: the deadline of a call begins with its turn.
 * Before it a call gives up when nothing at all has been answered for as long, so that a server that hangs is told at once
 * by all that wait for it.
 */
export function createCallHandler(options: CallHandlerOptions): NodeHttpHandler {
  const { connectionTimeoutMs = CONNECTION_TIMEOUT_MS, callTimeoutMs } = options;
  const handler = new NodeHttpHandler({ connectionTimeout: connectionTimeoutMs });
  const send = handler.handle.bind(handler);
  const limit = pLimit(MAX_CALLS_AT_ONCE);
  let answeredAtMs = Number.NEGATIVE_INFINITY;

  /** Resolves to what ends the turn; when the signal aborts first, there is none to end. */
  const takeTurn = (signal: AbortSignal): Promise<() => void> =>
    new Promise((resolve) => {
      const giveUp = () => resolve(() => {});
      if (signal.aborted) return giveUp();
      signal.addEventListener('abort', giveUp, { once: true });
      void limit(() => (signal.aborted ? undefined : new Promise<void>(resolve)));
    });

  const handle: Handle = async (request, { abortSignal, requestTimeout } = {}) => {
    const timeoutMs = () => requestTimeout ?? (typeof callTimeoutMs === 'number' ? callTimeoutMs : callTimeoutMs());
    const call = new AbortController();
    const forward = () => call.abort((abortSignal as AbortSignal).reason);
    let body: Readable | undefined;
    let hasTurn = false;
    let wasLate = false;
    const expire = (sinceMs: number) => {
      if (!hasTurn && answeredAtMs > sinceMs) return wait(answeredAtMs);
      const mostMs = timeoutMs();
      const lateMs = performance.now() - sinceMs - mostMs;
      if (lateMs < 0) return wait(sinceMs);
      if (!wasLate && lateMs > TOLERATED_LAG_MS) {
        wasLate = true;
        return wait(sinceMs + Math.min(2 * lateMs, mostMs));
      }
      const error = timeoutError(mostMs);
      call.abort(error);
      body?.destroy(error);
    };
    let timer: NodeJS.Timeout | undefined;
    const wait = (sinceMs: number) => {
      timer = setTimeout(expire, sinceMs + timeoutMs() - performance.now(), sinceMs);
    };
    wait(performance.now());
    if (abortSignal?.aborted) forward();
    else (abortSignal as AbortSignal | undefined)?.addEventListener('abort', forward, { once: true });

    const endTurn = await takeTurn(call.signal);
    hasTurn = true;
    wasLate = false;
    const settle = () => {
      clearTimeout(timer);
      (abortSignal as AbortSignal | undefined)?.removeEventListener('abort', forward);
      endTurn();
    };
    clearTimeout(timer);
    wait(performance.now());
    try {
      const answer = await send(request, { abortSignal: call.signal });
      body = answer.response.body as Readable;
      body.once('end', () => {
        answeredAtMs = performance.now();
      });
      body.once('close', settle);
      return answer;
    } catch (error) {
      settle();
      const { reason } = call.signal;
      throw reason instanceof Error && reason.name === 'TimeoutError' && !abortSignal?.aborted ? reason : error;
    }
  };
  return Object.assign(handler, { handle });
}

function timeoutError(afterMs: number): Error {
  return Object.assign(new Error(`There was no whole answer within ${afterMs} ms.`), { name: 'TimeoutError' });
}
