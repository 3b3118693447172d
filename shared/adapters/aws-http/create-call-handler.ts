import type { Readable } from 'node:stream';
import { NodeHttpHandler } from '@smithy/node-http-handler';

export interface CallHandlerOptions {
  connectionTimeoutMs: number;
  /** For one attempt, from waiting for a connection to the last byte of the answer. A call's own `requestTimeout` goes before it. */
  callTimeoutMs: number;
}

type Handle = NodeHttpHandler['handle'];

/**
 * How every AWS client here sends: with one deadline over the whole attempt. The SDK's own time-outs end with the headers
 * of an answer, so one whose body stalls, or trickles in, would hold its caller for ever. What passes the deadline is cut
 * off and fails with a `TimeoutError`, which the SDK takes for a failure that may pass.
 */
export function createCallHandler({ connectionTimeoutMs, callTimeoutMs }: CallHandlerOptions): NodeHttpHandler {
  const handler = new NodeHttpHandler({ connectionTimeout: connectionTimeoutMs });
  const send = handler.handle.bind(handler);
  const handle: Handle = async (request, { abortSignal, requestTimeout = callTimeoutMs } = {}) => {
    const call = new AbortController();
    const forward = () => call.abort((abortSignal as AbortSignal).reason);
    let body: Readable | undefined;
    const timer = setTimeout(() => {
      const error = timeoutError(requestTimeout);
      call.abort(error);
      body?.destroy(error);
    }, requestTimeout);
    const settle = () => {
      clearTimeout(timer);
      (abortSignal as AbortSignal | undefined)?.removeEventListener('abort', forward);
    };
    if (abortSignal?.aborted) forward();
    else (abortSignal as AbortSignal | undefined)?.addEventListener('abort', forward, { once: true });
    try {
      const answer = await send(request, { abortSignal: call.signal });
      body = answer.response.body as Readable;
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
