import fc, { type Arbitrary } from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createMemoryInbox } from '../support/inbox-memory.ts';
import { anyPath } from '../support/any-characters.ts';
import { startApp } from '../functions/http/start-app.ts';
import { checkAnswer } from './support/check-answer.ts';
import { CANARY, hostileBody, hostileId, oddButValidId, oddString, readHostile } from './support/hostile-values.ts';
import { runs } from '../support/runs.ts';
import { readSchemas, type Schemas } from './support/documented-answers.ts';

type World = Awaited<ReturnType<typeof startApp>>;

let world: World;
let schemas: Schemas;
beforeAll(async () => {
  world = await startApp({
    http: { corsOrigins: ['https://desk.example'] },
    overrides: { inbox: createMemoryInbox() },
  });
  schemas = readSchemas(await (await world.send('GET', '/openapi.json')).json());
});

const ARTICLES = '/v1/articles';
const POST_PATHS = [ARTICLES, '/v1/clean', '/v1/summarize', '/v1/translate', '/v1/estimate'] as const;

const hostilePath: Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...POST_PATHS,
    '/v1/usage',
    '/v1/engines',
    '/v1/health',
    '/openapi.json',
    '/docs',
    '/',
    '/library',
    '/ui/x.js',
  ),
  fc
    .tuple(fc.constantFrom('/v1/articles/', '/a/', '/ui/'), fc.oneof(oddButValidId, hostileId))
    .chain(([path, id]) =>
      fc.constantFrom(
        `${path}${encode(id)}`,
        `${path}${encode(id)}/source`,
        `${path}${encode(id)}/refresh`,
        `${path}${encode(encode(id))}`,
        `${path}${id}`,
      ),
    ),
  anyPath,
);

const hostileQuery: Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.constantFrom('target', 'limit', 'cursor', 'title', 'month', 'pipelineVersion', 'engine', '__proto__', 'x'),
      fc.oneof(
        oddString,
        fc.constantFrom(
          'en',
          '1',
          '0',
          '-1',
          '1e9',
          '0x10',
          '2026-13',
          '2026-11',
          CANARY,
          'eyJhZnRlciI6IiJ9',
          '"',
          '%',
        ),
      ),
    ),
    { maxLength: 4 },
  )
  .map((pairs) => pairs.map(([name, value]) => `${name}=${encode(value)}`).join('&'))
  .chain((query) => fc.constantFrom(query, `${query}&${query}`, `${query}&%`, ''));

/** Header values that `Headers` lets through: bytes without line breaks and NUL. */
const headerValue: Arbitrary<string> = fc.oneof(
  oddString.map((value) => value.replace(/[^\x01-\x09\x0b\x0c\x0e-\xff]/g, '')),
  fc.constantFrom(
    ...['application/json', 'text/plain', 'application/json; charset=utf-16', 'application/x-www-form-urlencoded'],
    ...[
      'multipart/form-data; boundary=x',
      'application/json, text/plain',
      'APPLICATION/JSON;a="',
      'gzip',
      '*',
      '"',
      ',',
    ],
    ...['respond-async', 'respond-async; wait="', 'W/"', '"a", "b"', CANARY, `${CANARY}, respond-async`],
    ...['https://desk.example', 'null', 'fr;q=NaN,en;q=1e999', 'depeche-language=%', '99999999999999999999', '-1'],
  ),
);

const hostileHeaders: Arbitrary<[string, string][]> = fc.array(
  fc.tuple(
    fc.constantFrom(
      ...['content-type', 'content-length', 'content-encoding', 'transfer-encoding', 'accept', 'accept-language'],
      ...['cookie', 'if-none-match', 'prefer', 'origin', 'x-correlation-id', 'x-api-key', 'x-forwarded-host'],
      ...[
        'access-control-request-method',
        'access-control-request-headers',
        'idempotency-key',
        'x-http-method-override',
      ],
    ),
    headerValue,
  ),
  { maxLength: 5 },
);

interface HostileRequest {
  method: string;
  path: string;
  query: string;
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer>;
}

const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'QUERY',
  'PROPFIND',
  'get',
  'X-Y',
] as const;

const anyRequest: Arbitrary<HostileRequest> = fc.record({
  method: fc.constantFrom(...METHODS),
  path: hostilePath,
  query: hostileQuery,
  headers: hostileHeaders,
  body: hostileBody,
});

/** Requests that get past the door: the right method and type, so that the body is looked at. */
const articleRequest: Arbitrary<HostileRequest> = fc.record({
  method: fc.constant('POST'),
  path: fc.constantFrom(...POST_PATHS),
  query: fc.constant(''),
  headers: hostileHeaders.map((headers) => [
    ...headers.filter(([name]) => !/^(content|transfer)-/.test(name)),
    JSON_TYPE,
  ]),
  body: hostileBody,
});

const readRequest: Arbitrary<HostileRequest> = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'DELETE'),
  path: fc
    .oneof(oddButValidId, hostileId)
    .chain((id) =>
      fc.constantFrom(`${ARTICLES}/${encode(id)}`, `${ARTICLES}/${encode(id)}/source`, ARTICLES, '/v1/usage'),
    ),
  query: hostileQuery,
  headers: hostileHeaders,
  body: fc.constant(new Uint8Array()),
});

const JSON_TYPE: [string, string] = ['content-type', 'application/json'];

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Sends it; nothing when the URL or the headers are such that no request can be made of them. */
async function ask({ method, path, query, headers, body }: HostileRequest) {
  const hasBody = body.length > 0 && !/^(get|head)$/i.test(method);
  let request: Request;
  try {
    request = new Request(`http://localhost${path}?${query}`, { method, headers, ...(hasBody ? { body } : {}) });
  } catch {
    return undefined;
  }
  world.log.length = 0;
  const response = await world.app.request(request);
  const answer = { status: response.status, headers: response.headers, body: await response.text() };
  return { answer, url: new URL(request.url), method: request.method };
}

async function askAndCheck(request: HostileRequest): Promise<void> {
  const billedBefore = world.engine.stats.billedCharacters;
  const asked = await ask(request);
  if (!asked) return;
  checkAnswer(asked.answer, world.log);
  schemas.check(asked);
  if (request.method !== 'POST') return;
  // What one request may cause is in proportion to what it brought: an answer, a bill, a line or two in the log.
  expect(asked.answer.body.length).toBeLessThan(20 * request.body.length + 4_000);
  expect(world.engine.stats.billedCharacters - billedBefore).toBeLessThanOrEqual(2 * request.body.length);
  expect(world.log.length).toBeLessThanOrEqual(4);
}

describe('whatever is sent, the app answers as its contract says', () => {
  test('any method, path, query, header and body', () =>
    fc.assert(fc.asyncProperty(anyRequest, askAndCheck), runs(40)));

  test('articles with hostile values, and what only looks like one', () =>
    fc.assert(fc.asyncProperty(articleRequest, askAndCheck), runs(40)));

  test('reads with hostile ids, cursors and versions', () =>
    fc.assert(fc.asyncProperty(readRequest, askAndCheck), runs(40)));

  test.each(readHostile('bodies.txt'))('the body %j, at every route that takes one', async (body) => {
    for (const path of POST_PATHS) {
      await askAndCheck({
        method: 'POST',
        path,
        query: '',
        headers: [JSON_TYPE],
        body: new TextEncoder().encode(body),
      });
    }
  });
});
