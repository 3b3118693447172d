import { OpenAPIHono } from '@hono/zod-openapi';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { HttpDependencies } from '../../../functions/http/dependencies.ts';
import {
  ANSWER_MARGIN_MS,
  createLambdaHandler,
  MAX_RESPONSE_BYTES,
  readLambdaInvocation,
} from '../../../functions/http/lambda-adapter.ts';
import { createUseCases } from '../../../functions/wiring/use-cases.ts';
import { createMemoryInbox } from '../../support/inbox-memory.ts';
import { SERVICE_VERSION } from '../../../shared/config/constants.ts';
import type { Metrics } from '../../../shared/ports/telemetry/metrics.ts';
import type { Tracer } from '../../../shared/ports/telemetry/tracer.ts';
import { setup } from '../../app/support/setup.ts';
import { createVirtualClock } from '../../app/support/virtual-clock.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import { type EventChanges, gatewayEvent, lambdaContext, SENT_AT_MS as NOW_MS } from '../../support/gateway-event.ts';
import { ARTICLE, startApp } from './start-app.ts';

/** The whole HTTP function behind the gateway, on tables in memory. */
async function startFunction(http: Partial<HttpDependencies> = {}) {
  const annotations: unknown[] = [];
  const tracer: Tracer = {
    trace: (_, work) => work(),
    annotate: (name, value) => void annotations.push([name, value]),
  };
  const clock = createVirtualClock(NOW_MS);
  const world = await startApp({
    overrides: { clock },
    http: { readInvocation: readLambdaInvocation(clock), ...http },
  });
  const recorded: unknown[] = [];
  const metrics: Metrics = { record: (name, value) => void recorded.push([name, value]) };
  const handler = createLambdaHandler({ app: world.app, tracer, metrics });
  const call = async (event: ReturnType<typeof gatewayEvent>, remainingMs?: number) =>
    (await handler(event as never, lambdaContext(remainingMs) as never)) as APIGatewayProxyResult;
  return { ...world, annotations, recorded, call };
}

const post = (path: string, body: unknown, changes: EventChanges = {}) =>
  gatewayEvent('POST', path, {
    body: JSON.stringify(body),
    ...changes,
    headers: { 'content-type': 'application/json', ...changes.headers },
  });

const header = (result: APIGatewayProxyResult, name: string) => String(result.multiValueHeaders?.[name]?.[0] ?? '');

describe('the HTTP function', () => {
  test('answers a request of API Gateway in its shape', async () => {
    const { call, annotations } = await startFunction();
    const result = await call(post('/v1/articles', ARTICLE));
    expect(result).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    expect(header(result, 'content-type')).toContain('application/json');
    expect(header(result, 'x-request-id')).toBe('gateway-1');
    expect(JSON.parse(result.body)).toMatchObject({ status: 'completed', translation: { language: 'en' } });
    expect(annotations).toEqual([['correlationId', 'gateway-1']]);
  });

  test('counts what went wrong on our side, which Lambda takes for an answer, and nothing else', async () => {
    const failing = await startFunction({
      useCases: {
        listArticles: async () => {
          throw new TypeError('a defect');
        },
      } as never,
    });
    expect(await failing.call(gatewayEvent('GET', '/v1/articles'))).toMatchObject({ statusCode: 500 });
    expect(failing.recorded).toEqual([['InternalErrors', 1]]);
    const { call, recorded } = await startFunction();
    expect(await call(gatewayEvent('GET', '/v1/articles/nobody'))).toMatchObject({ statusCode: 404 });
    expect(recorded).toEqual([]);
  });

  test('tells which commit it runs, where it knows', async () => {
    const health = async (http: Partial<HttpDependencies>) =>
      JSON.parse((await (await startFunction(http)).call(gatewayEvent('GET', '/v1/health'))).body);
    expect(await health({ commit: '0123abc' })).toMatchObject({ version: SERVICE_VERSION, commit: '0123abc' });
    expect(await health({})).not.toHaveProperty('commit');
  });

  test('keeps ids of trial articles for the deployment, which names its requests itself', async () => {
    const { call } = await startFunction();
    const refused = await call(post('/v1/articles', { ...ARTICLE, id: 'depeche-trial-1' }));
    expect(refused.statusCode).toBe(422);
    expect(JSON.parse(refused.body)).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/id' }] });
    const context = { requestId: 'depeche-trial-1' };
    const taken = await call(post('/v1/articles', { ...ARTICLE, id: 'depeche-trial-1' }, { context }));
    expect(taken.statusCode).toBe(200);
    const listed = await call(gatewayEvent('GET', '/v1/articles'));
    expect(JSON.parse(listed.body)).toEqual({ articles: [] });
  });

  test('reads a body that the gateway encoded, and accents in query and path', async () => {
    const { call } = await startFunction();
    const body = Buffer.from(JSON.stringify({ ...ARTICLE, id: 'île:1' })).toString('base64');
    const made = await call(post('/v1/articles', undefined, { body, isBase64Encoded: true }));
    expect(made.statusCode).toBe(200);
    const found = await call(
      gatewayEvent('GET', '/v1/articles/%C3%AEle%3A1', { multiValueQueryStringParameters: { target: ['en'] } }),
    );
    expect(JSON.parse(found.body)).toMatchObject({ id: 'île:1', cached: true });
  });

  test('passes 304 and 204 on without a body', async () => {
    const { call } = await startFunction();
    await call(post('/v1/articles', { ...ARTICLE, id: 'a' }));
    const etag = header(await call(gatewayEvent('GET', '/v1/articles/a')), 'etag');
    expect(etag).not.toBe('');
    const same = await call(gatewayEvent('GET', '/v1/articles/a', { headers: { 'if-none-match': etag } }));
    expect(same).toMatchObject({ statusCode: 304, body: '' });
    expect(await call(gatewayEvent('DELETE', '/v1/articles/a'))).toMatchObject({ statusCode: 204, body: '' });
  });

  test('answers every failure as a problem, also before the app is reached', async () => {
    const { call } = await startFunction();
    const result = await call(post('/v1/articles', undefined, { body: '{"text":' }));
    expect(result.statusCode).toBe(400);
    expect(header(result, 'content-type')).toContain('application/problem+json');
    expect(JSON.parse(result.body)).toMatchObject({ code: 'invalid-json', requestId: 'gateway-1' });
  });

  test('leaves out a body that HTTP does not give the method', async () => {
    const { call } = await startFunction();
    expect((await call(gatewayEvent('GET', '/v1/health', { body: '{}' }))).statusCode).toBe(200);
  });

  test('refuses what no request can be made of as a problem that repeats nothing of it', async () => {
    const { call } = await startFunction();
    for (const event of [
      gatewayEvent('TRACE', '/'),
      gatewayEvent('GET', '/', { headers: { 'secret\r\n': 'secret' } }),
    ]) {
      const result = await call(event);
      expect(result.statusCode).toBe(400);
      expect(header(result, 'content-type')).toBe('application/problem+json');
      expect(JSON.parse(result.body)).toMatchObject({ code: 'malformed-request', requestId: 'lambda-1' });
      expect(result.body).not.toContain('secret');
    }
  });

  test('goes by the gateway’s name, and by its list of headers where that is the only one', async () => {
    const { call } = await startFunction();
    const context = { domainName: 'api.example.fr' };
    const docs = await call(gatewayEvent('GET', '/docs', { headers: { host: 'evil.example/x' }, context }));
    expect(docs.body).toContain('https://api.example.fr/dev/v1/');
    const plain = await call({ ...gatewayEvent('GET', '/v1/health'), multiValueHeaders: null as never });
    expect(plain.headers?.['x-request-id']).toBe('gateway-1');
  });

  test('tells of an answer that Lambda would not pass on, by its size as JSON', async () => {
    const answerWith = (body: string) => {
      const app = new OpenAPIHono().get('/', (c) => c.text(body, 200, { 'x-request-id': 'r-1' }));
      const tracer: Tracer = { trace: (_, work) => work(), annotate: () => {} };
      const handler = createLambdaHandler({ app: app as never, tracer, metrics: { record: () => {} } });
      return handler(gatewayEvent('GET', '/') as never, lambdaContext() as never) as Promise<APIGatewayProxyResult>;
    };
    const fits = 'a'.repeat(MAX_RESPONSE_BYTES - 1_000);
    expect((await answerWith(fits)).body).toHaveLength(fits.length);
    // Each quotation mark takes two bytes on its way.
    const result = await answerWith('"'.repeat(MAX_RESPONSE_BYTES / 2));
    expect(result.statusCode).toBe(413);
    expect(JSON.parse(result.body)).toMatchObject({ code: 'payload-too-large', requestId: 'r-1' });
    expect(header(result, 'x-request-id')).toBe('r-1');
  });
});

describe('asynchronous processing', () => {
  const startWithInbox = async (options: Parameters<typeof setup>[0] = {}) => {
    const world = setup(options);
    const inbox = createMemoryInbox();
    const { useCases } = createUseCases(world.deps, inbox);
    const readInvocation = readLambdaInvocation(world.clock);
    return { ...world, inbox, ...(await startFunction({ useCases, readInvocation })) };
  };

  test('a caller who asks for it gets 202 and a Location below the stage', async () => {
    const { call, inbox } = await startWithInbox();
    const result = await call(post('/v1/articles', { ...ARTICLE, id: 'a' }, { headers: { prefer: 'respond-async' } }));
    expect(result.statusCode).toBe(202);
    expect(header(result, 'location')).toBe('/dev/v1/articles/a?target=en');
    expect(header(result, 'retry-after')).toMatch(/^\d+$/);
    expect(inbox.keys()).toEqual([expect.stringMatching(/^inbox\/accepted\/a\/[0-9a-f]{32}\.json$/)]);
    const state = await call(gatewayEvent('GET', '/v1/articles/a'));
    expect(JSON.parse(state.body)).toMatchObject({ id: 'a', status: 'processing' });
  });

  test('an article that does not fit the gateway’s time is accepted before that ends', async () => {
    const world = await startWithInbox({ engine: { beforeCall: () => world.deps.clock.sleep(600_000) } });
    const startedMs = world.deps.clock.nowMs();
    const result = await world.call(post('/v1/articles', { ...ARTICLE, id: 'a' }), 600_000);
    expect(result.statusCode).toBe(202);
    expect(world.deps.clock.nowMs() - startedMs).toBeLessThan(29_000);
    expect(world.inbox.keys()).toHaveLength(1);
  });
});

describe('readLambdaInvocation', () => {
  const read = (remainingMs: number, context: Record<string, unknown> = {}) => {
    const event = gatewayEvent('GET', '/v1/health', { context });
    const bindings = { event, requestContext: event.requestContext, lambdaContext: lambdaContext(remainingMs) };
    return readLambdaInvocation(createManualClock(NOW_MS))(bindings);
  };

  test('names request, key and base path as the gateway knows them', () => {
    expect(read(30_000)).toMatchObject({ requestId: 'gateway-1', apiKeyId: 'key-1', basePath: '/dev' });
  });

  test('does without what an emulator leaves out', () => {
    const bare = { requestId: undefined, identity: null, path: undefined, requestTimeEpoch: undefined };
    expect(read(10_000, bare)).toEqual({
      requestId: 'lambda-1',
      apiKeyId: undefined,
      askedMs: NOW_MS,
      basePath: undefined,
      deadlineMs: NOW_MS + 10_000 - ANSWER_MARGIN_MS,
    });
  });

  test('takes over no part of an address that a header could not hold', () => {
    expect(read(10_000, { path: '/dev\r\nX: y/v1/health' }).basePath).toBeUndefined();
  });

  test.each([
    ['the function’s time', 12_000, NOW_MS, 12_000],
    ['the gateway’s 29 s', 60_000, NOW_MS, 29_000],
    ['the gateway’s 29 s, of which a cold start took four', 60_000, NOW_MS - 4_000, 25_000],
    ['now, where the gateway’s clock is ahead', 60_000, NOW_MS + 3_000, 29_000],
    ['now, where the gateway’s time is made up', 60_000, 1_583_349_317, 29_000],
  ])('the deadline leaves a margin of %s', (_, remainingMs, requestTimeEpoch, endMs) => {
    expect(read(remainingMs, { requestTimeEpoch }).deadlineMs).toBe(NOW_MS + endMs - ANSWER_MARGIN_MS);
  });
});
