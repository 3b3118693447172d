import type { APIGatewayEventIdentity, APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { SETTLE_GRACE_MS } from '../../shared/config/constants.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Metrics } from '../../shared/ports/telemetry/metrics.ts';
import type { Tracer } from '../../shared/ports/telemetry/tracer.ts';
import type { App } from './app.ts';
import type { Invocation } from './environment.ts';
import { toProblem } from './problem.ts';

/** API Gateway gives an integration 29 s (REST API quotas), counted from when it took the request. */
const GATEWAY_TIMEOUT_MS = 29_000;

/**
 * What an answer needs once the work is stopped: the calls under way, what they brought, then marking and queueing the
 * article (2 s). At least 14 of the gateway's 29 s stay for the work.
 */
export const ANSWER_MARGIN_MS = SETTLE_GRACE_MS + 2_000;

/** Lambda's synchronous response: 6 MB (Lambda quotas), the JSON around the body included. */
export const MAX_RESPONSE_BYTES = 6_291_456;

/** JSON writes a UTF-16 unit of a body in at most this many bytes (`\u0000`). */
const MAX_JSON_BYTES_PER_UNIT = 6;

/** Parts of an address that can stand in a header as they are. */
const BASE_PATH = /^(\/[\w.~%-]+)+$/;

/** What the app finds in its bindings. Emulators leave parts of the gateway's context out or make them up. */
interface Bindings {
  event: APIGatewayProxyEvent;
  requestContext: Partial<Record<keyof APIGatewayProxyEvent['requestContext'], unknown>> | null | undefined;
  lambdaContext: Context;
}

/**
 * What API Gateway and Lambda know about a request. The deadline leaves `ANSWER_MARGIN_MS` of whichever ends first, the
 * gateway's patience or the function's time, so that 202 or 504 still gets out.
 */
export function readLambdaInvocation(clock: Clock): (bindings: unknown) => Invocation {
  return (bindings) => {
    const { event, requestContext, lambdaContext } = bindings as Bindings; // as `createLambdaHandler` put them there
    const { path, requestId, requestTimeEpoch, identity } = requestContext ?? {};
    const nowMs = clock.nowMs();
    const givenMs = typeof requestTimeEpoch === 'number' ? requestTimeEpoch : nowMs;
    // The clocks of gateway and function may differ, and an emulator's time may be made up.
    const sinceMs = givenMs > nowMs - GATEWAY_TIMEOUT_MS && givenMs < nowMs ? givenMs : nowMs;
    const gatewayEndMs = sinceMs + GATEWAY_TIMEOUT_MS;
    const functionEndMs = nowMs + lambdaContext.getRemainingTimeInMillis();
    return {
      requestId: findText(requestId) ?? lambdaContext.awsRequestId,
      apiKeyId: findText((identity as Partial<APIGatewayEventIdentity> | null | undefined)?.apiKeyId),
      askedMs: nowMs,
      deadlineMs: Math.min(gatewayEndMs, functionEndMs) - ANSWER_MARGIN_MS,
      basePath: findBasePath(findText(path), event.path),
    };
  };
}

function findText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What stands before the app's own path in the address that was called: the stage, or what a custom domain maps. */
function findBasePath(calledPath: string | undefined, appPath: string): string | undefined {
  if (!calledPath?.endsWith(appPath)) return undefined;
  const basePath = calledPath.slice(0, -appPath.length);
  return BASE_PATH.test(basePath) ? basePath : undefined;
}

/** A request of a REST API, proxy integration, payload version 1.0, and its answer. */
type GatewayHandler = (event: APIGatewayProxyEvent, lambdaContext: Context) => Promise<APIGatewayProxyResult>;

/**
 * The app behind API Gateway. What no request can be made of, and an answer that Lambda would refuse to pass on, become
 * problems. Nothing is compressed here: the gateway does that, and needs no base64 round about it.
 */
export function createLambdaHandler({
  app,
  tracer,
  metrics,
}: {
  app: Pick<App, 'fetch'>;
  tracer: Tracer;
  metrics: Metrics;
}): GatewayHandler {
  return async (event, lambdaContext) => {
    let request: Request;
    try {
      request = toRequest(event);
    } catch (error) {
      return toResult(event, toProblemResponse(error, lambdaContext.awsRequestId, new Headers()));
    }
    const bindings = { event, requestContext: event.requestContext, lambdaContext };
    const response = await app.fetch(request, bindings);
    tracer.annotate('correlationId', response.headers.get('x-request-id') ?? '');
    // Lambda sees an answer like any other.
    if (response.status === 500) metrics.record('InternalErrors', 1, 'Count');
    return limitResult(event, response);
  };
}

/** The gateway's event as a request. Throws `malformed-request` for an address or headers that HTTP does not know. */
function toRequest(event: APIGatewayProxyEvent): Request {
  const { body, httpMethod: method, isBase64Encoded } = event;
  try {
    const headers = readHeaders(event);
    const url = new URL('https://localhost');
    url.host = event.requestContext?.domainName ?? headers.get('host') ?? '';
    url.pathname = event.path;
    url.search = readQuery(event).toString();
    const bytes = body && !/^(get|head)$/i.test(method) ? Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') : null;
    if (bytes) headers.set('content-length', String(bytes.length));
    return new Request(url, { method, headers, body: bytes });
  } catch (cause) {
    const detail = 'The request cannot be read; check its method, its address and its headers.';
    throw new DepecheError('malformed-request', detail, { cause });
  }
}

/** What the gateway lists by name, once or several times. Emulators send one of the two lists. */
function readHeaders({ headers, multiValueHeaders }: APIGatewayProxyEvent): Headers {
  const found = new Headers();
  for (const [name, values] of Object.entries(multiValueHeaders ?? {})) {
    for (const value of values ?? []) found.append(name, toByteString(value));
  }
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (value !== undefined && value !== null && !found.has(name)) found.set(name, toByteString(value));
  }
  return found;
}

/** A header holds bytes; the gateway decodes those of other scripts to text. */
function toByteString(value: string): string {
  return /^[\x00-\xff]*$/.test(value) ? value : encodeURIComponent(value.toWellFormed());
}

function readQuery(event: APIGatewayProxyEvent): URLSearchParams {
  const query = new URLSearchParams();
  const several = event.multiValueQueryStringParameters;
  for (const [name, value] of Object.entries(several ?? event.queryStringParameters ?? {})) {
    for (const single of Array.isArray(value) ? value : [value ?? '']) query.append(name, single);
  }
  return query;
}

async function limitResult(event: APIGatewayProxyEvent, response: Response): Promise<APIGatewayProxyResult> {
  const { headers } = response;
  const result = await toResult(event, response);
  const mayBeTooLarge = result.body.length * MAX_JSON_BYTES_PER_UNIT > MAX_RESPONSE_BYTES;
  if (!mayBeTooLarge || Buffer.byteLength(JSON.stringify(result)) <= MAX_RESPONSE_BYTES) return result;
  const detail = 'The result is kept, but it is larger than an answer may be; send the article in parts.';
  const error = new DepecheError('payload-too-large', detail);
  return toResult(event, toProblemResponse(error, headers.get('x-request-id') ?? '', headers));
}

/** A problem that the app does not tell itself; `headers` are those of the answer in whose place it stands. */
function toProblemResponse(error: unknown, requestId: string, headers: Headers): Response {
  const problem = toProblem(error, requestId);
  const all = new Headers(headers);
  for (const name of ['content-length', 'etag', 'location']) all.delete(name);
  for (const [name, value] of Object.entries({ ...problem.headers, 'x-request-id': requestId })) all.set(name, value);
  return new Response(JSON.stringify(problem.body), { status: problem.status, headers: all });
}

/** All that the app answers with is text. The answer lists its headers the way the event does. */
async function toResult(event: APIGatewayProxyEvent, response: Response): Promise<APIGatewayProxyResult> {
  const answer = { statusCode: response.status, body: await response.text(), isBase64Encoded: false };
  const headers = [...response.headers];
  if (!event.multiValueHeaders) return { ...answer, headers: Object.fromEntries(headers) };
  return { ...answer, multiValueHeaders: Object.fromEntries(headers.map(([name, value]) => [name, [value]])) };
}
