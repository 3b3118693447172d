import { handle } from 'hono/aws-lambda';
import { z } from 'zod';
import { DepecheError } from '../../shared/core/errors.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Tracer } from '../../shared/ports/tracer.ts';
import type { App } from './app.ts';
import type { Invocation } from './environment.ts';
import { toProblem } from './problem.ts';

/** API Gateway gives an integration 29 s (REST API quotas), counted from when it took the request. */
const GATEWAY_TIMEOUT_MS = 29_000;

/** What an answer needs once the work is stopped: settling what was paid (2 s), marking and queueing the article. */
export const ANSWER_MARGIN_MS = 5_000;

/** Lambda's synchronous response: 6 MB (Lambda quotas), the JSON around the body included. */
export const MAX_RESPONSE_BYTES = 6_291_456;

/** JSON writes a byte of a body in at most this many (`\u0000`). */
const MAX_JSON_BYTES_PER_BYTE = 6;

/** What Hono's adapter puts into the bindings, as far as it is used. Emulators leave parts of it out. */
const bindingsSchema = z.object({
  event: z.object({ path: z.string() }),
  requestContext: z
    .object({
      path: z.string().optional(),
      requestId: z.string().optional(),
      requestTimeEpoch: z.number().optional(),
      identity: z.object({ apiKeyId: z.string().nullish() }).nullish(),
    })
    .nullish(),
  lambdaContext: z.object({
    awsRequestId: z.string().optional(),
    getRemainingTimeInMillis: z.custom<() => number>((value) => typeof value === 'function'),
  }),
});

/**
 * What API Gateway and Lambda know about a request. The deadline leaves `ANSWER_MARGIN_MS` of whichever ends first, the
 * gateway's patience or the function's time, so that 202 or 504 still gets out.
 */
export function readLambdaInvocation(clock: Clock): (bindings: unknown) => Invocation {
  return (bindings) => {
    const { event, requestContext, lambdaContext } = bindingsSchema.parse(bindings);
    const nowMs = clock.nowMs();
    const givenMs = requestContext?.requestTimeEpoch ?? nowMs;
    // The clocks of gateway and function may differ, and an emulator's time may be made up.
    const sinceMs = givenMs > nowMs - GATEWAY_TIMEOUT_MS && givenMs < nowMs ? givenMs : nowMs;
    const gatewayEndMs = sinceMs + GATEWAY_TIMEOUT_MS;
    const functionEndMs = nowMs + lambdaContext.getRemainingTimeInMillis();
    return {
      requestId: requestContext?.requestId ?? lambdaContext.awsRequestId,
      apiKeyId: requestContext?.identity?.apiKeyId ?? undefined,
      deadlineMs: Math.min(gatewayEndMs, functionEndMs) - ANSWER_MARGIN_MS,
      basePath: findBasePath(requestContext?.path, event.path),
    };
  };
}

/** What stands before the app's own path in the address that was called: the stage, or what a custom domain maps. */
function findBasePath(calledPath: string | undefined, appPath: string): string | undefined {
  if (!calledPath?.endsWith(appPath) || calledPath === appPath) return undefined;
  return calledPath.slice(0, -appPath.length);
}

/** What API Gateway sends and takes; Hono's adapter reads it. */
type GatewayHandler = ReturnType<typeof handle>;

/**
 * The app behind API Gateway. An answer that Lambda would refuse to pass on becomes a problem. Nothing is compressed
 * here: the gateway does that, and needs no base64 round about it.
 */
export function createLambdaHandler({ app, tracer }: { app: Pick<App, 'fetch'>; tracer: Tracer }): GatewayHandler {
  const fetch: App['fetch'] = async (request, ...rest) => {
    const response = await app.fetch(request, ...rest);
    const requestId = response.headers.get('x-request-id') ?? '';
    tracer.annotate('correlationId', requestId);
    return limitResponse(response, requestId);
  };
  // The adapter wants a whole Hono app and calls nothing of it but fetch.
  return handle({ fetch } as Parameters<typeof handle>[0]);
}

async function limitResponse(response: Response, requestId: string): Promise<Response> {
  const body = await response.arrayBuffer();
  const { status, headers } = response;
  const mayBeTooLarge = body.byteLength * MAX_JSON_BYTES_PER_BYTE > MAX_RESPONSE_BYTES;
  if (!mayBeTooLarge || payloadBytes(body, headers) <= MAX_RESPONSE_BYTES) {
    return new Response(body.byteLength > 0 ? body : null, { status, headers });
  }
  const detail = 'The result is kept, but it is larger than an answer may be; send the article in parts.';
  const problem = toProblem(new DepecheError('payload-too-large', detail), requestId);
  return Response.json(problem.body, {
    status: problem.status,
    headers: { ...problem.headers, 'x-request-id': requestId },
  });
}

/** Bytes of the JSON in which Lambda hands the answer over. */
function payloadBytes(body: ArrayBuffer, headers: Headers): number {
  return Buffer.byteLength(JSON.stringify({ body: new TextDecoder().decode(body), headers: [...headers] }));
}
