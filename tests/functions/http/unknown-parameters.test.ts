import { describe, expect, test } from 'vitest';
import { problemSchema } from '../../../shared/contracts/problem.ts';
import { listOperations, type OpenApiDocument } from '../../../functions/http/ui/reference/openapi-document.ts';
import { ARTICLE, startApp } from './start-app.ts';

const { send } = await startApp();
const document: OpenApiDocument = await (await send('GET', '/openapi.json')).json();
const operations = listOperations(document).map(({ method, path, operation }) => ({
  method,
  path: path.replaceAll(/\{\w+\}/g, 'an-id'),
  names: (operation.parameters ?? []).filter(({ in: place }) => place === 'query').map(({ name }) => name),
  operation,
}));

/** What the service says of each name in a query; fails where it does not refuse. */
async function refused(method: string, path: string, headers?: Record<string, string>) {
  const response = await send(method, path, undefined, headers);
  expect(response.status, `${method} ${path}`).toBe(422);
  const { code, errors } = problemSchema().parse(await response.json());
  expect(code).toBe('invalid-request');
  return errors;
}

/** A reading that has no parameters is the same whatever stands in its query. */
const judged = operations.filter(({ method, names }) => method !== 'GET' || names.length > 0);

test.each(judged)('$method $path refuses a parameter that it does not know, as it documents', async (asked) => {
  const { method, path, names, operation } = asked;
  expect(await refused(method, `${path}?no-such-name=3`)).toEqual([
    { pointer: '/no-such-name', detail: 'is not known' },
  ]);
  for (const name of names) {
    const mistyped = `${name}z`;
    expect(await refused(method, `${path}?${name}=en&${mistyped}=3`)).toEqual([
      { pointer: `/${mistyped}`, detail: `is not known; did you mean ${name}?` },
    ]);
  }
  expect(operation.responses['422']?.description).toContain('`invalid-request`');
});

test('refuses one that is given twice, which would be read as one of both', async () => {
  expect(await refused('GET', '/v1/articles?limit=1&title=a&limit=2')).toEqual([
    { pointer: '/limit', detail: 'is given once' },
  ]);
  expect(await refused('POST', '/v1/articles/an-id/refresh?target=en&target=en')).toEqual([
    { pointer: '/target', detail: 'is given once' },
  ]);
});

test('suggests none but the parameters of the same operation', async () => {
  expect(await refused('GET', '/v1/articles?limt=3')).toEqual([
    { pointer: '/limt', detail: 'is not known; did you mean limit?' },
  ]);
  expect(await refused('GET', '/v1/usage?limt=3')).toEqual([{ pointer: '/limt', detail: 'is not known' }]);
});

test('names each once, whatever it is, and no more of them than help', async () => {
  expect(await refused('GET', '/v1/usage?__proto__=1&a%2Fb~c=1&%&Month=2026-11&Month=2026-12')).toEqual([
    { pointer: '/__proto__', detail: 'is not known' },
    { pointer: '/a~1b~0c', detail: 'is not known' },
    { pointer: '/%', detail: 'is not known' },
    { pointer: '/Month', detail: 'is not known; did you mean month?' },
  ]);
  const many = Array.from({ length: 500 }, (_, at) => `p${at}=1`).join('&');
  expect(await refused('GET', `/v1/usage?${many}`)).toHaveLength(20);
});

test('does nothing of what was asked', async () => {
  const { send, engine, container } = await startApp();
  const stored = await (await send('POST', '/v1/articles', { id: 'brivanne', ...ARTICLE })).json();
  const { calls } = engine.stats;
  expect((await send('POST', '/v1/articles?target=de', { id: 'other', ...ARTICLE })).status).toBe(422);
  expect((await send('POST', '/v1/articles/brivanne/refresh?traget=de')).status).toBe(422);
  expect((await send('DELETE', '/v1/articles/brivanne?target=de')).status).toBe(422);
  expect(engine.stats.calls).toBe(calls);
  expect((await container.useCases.listArticles({ limit: 5 })).articles.map(({ id }) => id)).toEqual([stored.id]);
});

describe('leaves to whom it belongs', () => {
  test.each([
    { what: 'an address that is none', method: 'GET', path: '/v1/artcles?limt=3', status: 404 },
    { what: 'a method that is not taken', method: 'PUT', path: '/v1/articles?limt=3', status: 405 },
    { what: 'a page', method: 'GET', path: '/library?utm_source=mail', status: 200 },
    { what: 'the document', method: 'GET', path: '/openapi.json?v=2', status: 200 },
    { what: 'a parameter with a wrong value', method: 'GET', path: '/v1/articles?limit=many', status: 422 },
    { what: 'a probe that wants no cached answer', method: 'GET', path: '/v1/health?t=1795732806', status: 200 },
    { what: 'a query without names', method: 'GET', path: '/v1/health?', status: 200 },
  ])('$what', async ({ method, path, status }) => {
    expect((await send(method, path)).status).toBe(status);
  });

  test('a caller without a key, who is told of that first', async () => {
    const closed = await startApp({ http: { asksForKey: true } });
    expect((await closed.send('GET', '/v1/articles?limt=3')).status).toBe(403);
    expect((await closed.send('GET', '/v1/articles?limt=3', undefined, { 'x-api-key': 'desk' })).status).toBe(422);
  });

  test('a HEAD, which is refused as the GET would be', async () => {
    expect((await send('HEAD', '/v1/articles?limt=3')).status).toBe(422);
    expect((await send('HEAD', '/v1/articles?limit=3')).status).toBe(200);
  });
});
