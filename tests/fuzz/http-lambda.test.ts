import type { APIGatewayProxyResult, Context } from 'aws-lambda';
import fc, { type Arbitrary } from 'fast-check';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createLambdaHandler, readLambdaInvocation } from '../../functions/http/lambda-adapter.ts';
import { createMemoryInbox } from '../support/inbox-memory.ts';
import { createNoMetrics } from '../../shared/adapters/telemetry/metrics-none.ts';
import { createNoTracer } from '../../shared/adapters/telemetry/tracer-none.ts';
import { startApp } from '../functions/http/start-app.ts';
import { createManualClock } from '../support/dynamodb/manual-clock.ts';
import { checkAnswer, expectNoCanary } from './support/check-answer.ts';
import { anyJson, CANARY, hostileBody, hostileId, oddButValidId, oddString } from './support/hostile-values.ts';
import { runs } from '../support/runs.ts';

const clock = createManualClock();
const CONTEXT = { awsRequestId: 'lambda-1', getRemainingTimeInMillis: () => 30_000 } as Context;

let world: Awaited<ReturnType<typeof startApp>>;
let handler: ReturnType<typeof createLambdaHandler>;
beforeAll(async () => {
  world = await startApp({
    http: { readInvocation: readLambdaInvocation(clock) },
    overrides: { clock, inbox: createMemoryInbox() },
  });
  handler = createLambdaHandler({ app: world.app, tracer: createNoTracer(), metrics: createNoMetrics() });
});

/** Whatever goes to the console goes to the function's log, past the logger. */
beforeEach(() => {
  for (const method of ['log', 'info', 'warn', 'error'] as const) vi.spyOn(console, method).mockImplementation(toLog);
});
afterEach(() => void vi.restoreAllMocks());
const toLog = (...values: unknown[]) => void world.log.push(...values.map(String));

const maybe = <Value>(value: Arbitrary<Value>) => fc.option(value, { nil: undefined });
const nullable = <Value>(value: Arbitrary<Value>) => fc.oneof(value, fc.constantFrom(null, undefined));

const headerName = fc.constantFrom(
  ...['Content-Type', 'content-type', 'Host', 'Prefer', 'If-None-Match', 'X-Correlation-Id', 'Content-Length'],
  ...['Transfer-Encoding', 'bad name', '', 'X-\r\nInjected', '__proto__', 'Cookie', 'Origin', 'É'],
);
const headerValue = fc.oneof(
  oddString,
  fc.constantFrom('application/json', 'respond-async', CANARY, 'é', '漢', 'a\r\nX-Injected: 1', 'desk.example', '*'),
);
const headers = fc.dictionary(headerName, nullable(headerValue), { maxKeys: 4 });
const multiValueHeaders = fc.dictionary(headerName, nullable(fc.array(headerValue, { maxLength: 3 })), { maxKeys: 4 });

const path = fc.oneof(
  fc.constantFrom(
    '/v1/articles',
    '/v1/clean',
    '/v1/usage',
    '/',
    '//evil.example/v1/health',
    '/docs',
    '/v1/articles/..',
  ),
  fc.oneof(oddButValidId, hostileId).map((id) => `/v1/articles/${id}`),
  oddString,
);

/** Events of a REST API as API Gateway writes them, as an emulator might, and as neither would. */
const gatewayEvent = fc.record({
  resource: fc.constant('/{proxy+}'),
  path,
  httpMethod: fc.constantFrom('GET', 'POST', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'get', '', 'A B'),
  headers: nullable(headers),
  multiValueHeaders: nullable(multiValueHeaders),
  queryStringParameters: nullable(fc.dictionary(oddString, nullable(oddString), { maxKeys: 3 })),
  multiValueQueryStringParameters: nullable(
    fc.dictionary(fc.oneof(fc.constantFrom('target', 'limit', 'cursor'), oddString), nullable(fc.array(oddString)), {
      maxKeys: 3,
    }),
  ),
  body: nullable(
    fc.oneof(
      hostileBody.map((bytes) => Buffer.from(bytes).toString('base64')),
      oddString,
    ),
  ),
  isBase64Encoded: fc.boolean(),
  requestContext: nullable(
    fc.record({
      requestId: maybe(fc.oneof(fc.constant('gateway-1'), anyJson)),
      requestTimeEpoch: maybe(anyJson),
      path: maybe(fc.oneof(path, oddString)),
      domainName: maybe(oddString),
      identity: maybe(fc.oneof(fc.record({ apiKeyId: anyJson }), anyJson)),
    }),
  ),
});

test('whatever event comes, the HTTP function answers as its contract says', () =>
  fc.assert(
    fc.asyncProperty(gatewayEvent, async (event) => {
      world.log.length = 0;
      const result = await handler(event as never, CONTEXT);
      expect(result.isBase64Encoded).toBe(false);
      const answer = { status: result.statusCode, headers: readHeaders(result), body: result.body };
      if (answer.headers.has('content-security-policy')) checkAnswer(answer, world.log);
      else {
        // What is no request at all is refused before the app.
        expect(result.statusCode).toBe(400);
        expect(JSON.parse(result.body)).toMatchObject({ code: 'malformed-request', requestId: 'lambda-1' });
        expectNoCanary(result.body + world.log.join(''));
      }
    }),
    runs(400),
  ));

function readHeaders({ headers, multiValueHeaders }: APIGatewayProxyResult): Headers {
  const all =
    multiValueHeaders ?? Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, [value]]));
  return new Headers(
    Object.entries(all).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, String(value)]),
    ),
  );
}
