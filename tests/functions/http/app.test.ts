import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  articleListItemSchema,
  articleListSchema,
  articleResultSchema,
} from '../../../shared/contracts/article-result.ts';
import { articleSourceSchema } from '../../../shared/contracts/article-source.ts';
import { problemSchema } from '../../../shared/contracts/problem.ts';
import {
  cleanResultSchema,
  estimateSchema,
  healthSchema,
  summaryResultSchema,
  translationResultSchema,
  usageReportSchema,
} from '../../../shared/contracts/stages.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import { ARTICLE, startApp } from './start-app.ts';

describe('POST /v1/articles', () => {
  test('answers with the whole result, and from the table the second time', async () => {
    const { send, engine } = await startApp();
    const first = await send('POST', '/v1/articles', ARTICLE);
    expect(first.status).toBe(200);
    const result = articleResultSchema()
      .strict()
      .parse(await first.json());
    expect(result).toMatchObject({
      status: 'completed',
      cached: false,
      source: { language: 'fr', title: ARTICLE.title },
    });
    expect(result.source.text).not.toMatch(/Publié|Facebook/);
    expect(result.source.text.split('\n\n')).toHaveLength(2);
    expect(result.sentences).toHaveLength(4);
    expect(result.summary.sentences).toHaveLength(3);
    expect(result.summary.source).toEqual(result.summary.sentences.map((index) => result.sentences[index]?.source));
    expect(result.summary.translation).toEqual(result.summary.sentences.map((i) => result.sentences[i]?.translation));
    expect(result.usage.billedCharacters).toBe(engine.stats.billedCharacters);

    const second = articleResultSchema().parse(await (await send('POST', '/v1/articles', ARTICLE)).json());
    expect(second).toMatchObject({ id: result.id, cached: true, usage: { billedCharacters: 0 } });
    expect(engine.stats.calls).toBe(1);
  });

  test('ignores a preference for asynchronous work where there is no queue', async () => {
    const { send } = await startApp();
    const response = await send('POST', '/v1/articles', ARTICLE, { prefer: 'respond-async' });
    expect(response.status).toBe(200);
  });

  test('answers 202 with Location and Retry-After where there is one', async () => {
    const { container } = await startApp();
    const state = {
      id: 'a b'.replace(' ', '-'),
      status: 'processing',
      title: 'T',
      createdAt: 'x',
      updatedAt: 'x',
    } as const;
    const useCases = { ...container.useCases, acceptArticle: async () => state };
    const { send } = await startApp({ http: { useCases } });
    const response = await send('POST', '/v1/articles', ARTICLE, { prefer: 'wait=5, respond-async' });
    expect(response.status).toBe(202);
    expect(response.headers.get('location')).toBe('/v1/articles/a-b?target=en');
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toEqual(state);
  });

  test('turns work that does not fit the time into 202 where there is a queue, and into 504 where there is none', async () => {
    const late = async () => {
      throw new DepecheError('timeout', 'Too late.');
    };
    const { container } = await startApp();
    const state = { id: 'a', status: 'processing', title: 'T', createdAt: 'x', updatedAt: 'x' } as const;
    const queued = { ...container.useCases, processArticle: late, acceptArticle: async () => state };
    const alone = { ...container.useCases, processArticle: late };
    const withQueue = await startApp({ http: { useCases: queued } });
    expect((await withQueue.send('POST', '/v1/articles', ARTICLE)).status).toBe(202);
    const without = await startApp({ http: { useCases: alone } });
    expect((await without.send('POST', '/v1/articles', ARTICLE)).status).toBe(504);
  });
});

describe('GET /v1/articles/{id}', () => {
  test('gives the stored result with an ETag, and 304 when it is known', async () => {
    const { send } = await startApp();
    await send('POST', '/v1/articles', { ...ARTICLE, id: 'brivanne' });
    const response = await send('GET', '/v1/articles/brivanne?target=en');
    expect(articleResultSchema().parse(await response.json())).toMatchObject({ id: 'brivanne', cached: true });
    const etag = response.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"/);
    const again = await send('GET', '/v1/articles/brivanne', undefined, { 'if-none-match': etag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  test('knows nothing of another target or version', async () => {
    const { send } = await startApp();
    await send('POST', '/v1/articles', { ...ARTICLE, id: 'brivanne' });
    expect((await send('GET', '/v1/articles/brivanne?target=de')).status).toBe(404);
    expect((await send('GET', '/v1/articles/brivanne?pipelineVersion=old')).status).toBe(404);
  });
});

test('lists newest first, page by page, and finds by title', async () => {
  const { send, clock } = await startApp();
  for (const [index, title] of ['Alpha', 'Bêta', 'Gamma'].entries()) {
    clock.advance(1_000);
    await send('POST', '/v1/articles', { ...ARTICLE, id: `a${index}`, title: `${title} : ${ARTICLE.title}` });
  }
  const first = articleListSchema()
    .extend({ articles: z.array(articleListItemSchema().strict()) })
    .parse(await (await send('GET', '/v1/articles?limit=2')).json());
  expect(first.articles.map(({ id }) => id)).toEqual(['a2', 'a1']);
  const rest = await send('GET', `/v1/articles?limit=2&cursor=${encodeURIComponent(first.cursor ?? '')}`);
  expect(
    articleListSchema()
      .parse(await rest.json())
      .articles.map(({ id }) => id),
  ).toEqual(['a0']);
  const found = articleListSchema().parse(await (await send('GET', '/v1/articles?title=beta')).json());
  expect(found.articles.map(({ id }) => id)).toEqual(['a1']);
});

test('lists what is a draft, and what is not', async () => {
  const { send } = await startApp({ translator: { engine: { quality: 'draft' } } });
  await send('POST', '/v1/articles', { ...ARTICLE, id: 'a' });
  const list = async (quality: string) =>
    articleListSchema().parse(await (await send('GET', `/v1/articles?quality=${quality}`)).json()).articles;

  expect(await list('draft')).toMatchObject([
    { id: 'a', translations: [{ target: 'en', engine: 'memory', quality: 'draft' }] },
  ]);
  expect(await list('standard')).toEqual([]);
  expect((await send('GET', '/v1/articles?quality=best')).status).toBe(422);
});

test('forgets an article', async () => {
  const { send } = await startApp();
  await send('POST', '/v1/articles', { ...ARTICLE, id: 'brivanne' });
  const response = await send('DELETE', '/v1/articles/brivanne');
  expect(response.status).toBe(204);
  expect((await send('GET', '/v1/articles/brivanne')).status).toBe(404);
  expect((await send('DELETE', '/v1/articles/brivanne')).status).toBe(404);
});

test('shows an article as it came in, with the marks of the cleaning', async () => {
  const { send } = await startApp();
  await send('POST', '/v1/articles', { ...ARTICLE, id: 'brivanne' });
  const response = await send('GET', '/v1/articles/brivanne/source');
  const source = articleSourceSchema()
    .strict()
    .parse(await response.json());
  expect(source).toMatchObject({ id: 'brivanne', title: ARTICLE.title, original: ARTICLE.text });
  const removed = source.marks.filter(({ kind }) => kind === 'removed');
  expect(removed.map(({ start, end }) => source.original.slice(start, end).trim())).toContain('Partager sur Facebook');
  expect((await send('GET', '/v1/articles/unknown/source')).status).toBe(404);
});

describe('one stage alone', () => {
  test('cleans, with every removal under its rule and marks in the original', async () => {
    const { send, engine } = await startApp();
    const result = cleanResultSchema()
      .strict()
      .parse(await (await send('POST', '/v1/clean', ARTICLE)).json());
    expect(result.cleaning.removed.map(({ text }) => text)).toContain('Partager sur Facebook');
    for (const { start, end } of result.marks) expect(result.original.slice(start, end)).not.toBe('');
    expect(engine.stats.calls).toBe(0);
  });

  test('summarises by index', async () => {
    const { send, engine } = await startApp();
    const body = { ...ARTICLE, summary: { sentences: 1 } };
    const result = summaryResultSchema()
      .strict()
      .parse(await (await send('POST', '/v1/summarize', body)).json());
    expect(result.summary.source).toHaveLength(1);
    expect(engine.stats.calls).toBe(0);
  });

  test('translates without keeping a result', async () => {
    const { send } = await startApp();
    const body = { ...ARTICLE, id: 'brivanne', target: 'de' };
    const result = translationResultSchema()
      .strict()
      .parse(await (await send('POST', '/v1/translate', body)).json());
    expect(result.translation.language).toBe('de');
    expect((await send('GET', '/v1/articles/brivanne?target=de')).status).toBe(404);
  });

  test('estimates what processing then bills, and nothing once it is done', async () => {
    const { send, engine } = await startApp();
    const before = estimateSchema()
      .strict()
      .parse(await (await send('POST', '/v1/estimate', ARTICLE)).json());
    expect(engine.stats.calls).toBe(0);
    await send('POST', '/v1/articles', ARTICLE);
    expect(before.billedCharacters).toBe(engine.stats.billedCharacters);
    const after = estimateSchema().parse(await (await send('POST', '/v1/estimate', ARTICLE)).json());
    expect(after).toMatchObject({ cached: true, billedCharacters: 0, estimatedCostUsd: 0 });
  });
});

test('reports usage of the service and of the key that asks, against the budget', async () => {
  const { send, engine } = await startApp({
    env: { DEPECHE_MONTHLY_CHARACTER_BUDGET: '100000', DEPECHE_MONTHLY_BUDGET_USD: '2.5' },
  });
  await send('POST', '/v1/articles', ARTICLE, { 'x-api-key': 'desk' });
  const response = await send('GET', '/v1/usage', undefined, { 'x-api-key': 'desk' });
  const usage = usageReportSchema()
    .strict()
    .parse(await response.json());
  const billed = engine.stats.billedCharacters;
  expect(usage).toMatchObject({
    month: '2026-11',
    articles: 1,
    billedCharacters: billed,
    key: { billedCharacters: billed },
  });
  expect(usage.budget).toEqual({ characters: 100_000, leftCharacters: 100_000 - billed });
  expect(usage.moneyBudget).toEqual({ usd: 2.5, leftUsd: (2_500_000 - 15 * billed) / 1e6 });
  const earlier = usageReportSchema().parse(await (await send('GET', '/v1/usage?month=2026-10')).json());
  expect(earlier).toMatchObject({ month: '2026-10', billedCharacters: 0 });
});

test('says that it is alive, and what it runs', async () => {
  const { send } = await startApp();
  const health = healthSchema()
    .strict()
    .parse(await (await send('GET', '/v1/health')).json());
  expect(health).toMatchObject({ status: 'ok', engine: { id: 'memory', quality: 'standard' }, quality: 'standard' });
  expect([health.model, health.fetching]).toEqual([undefined, undefined]);
});

test('health names the model, and the better one that is on its way', async () => {
  const fetching = { model: 'fr-en-base-memory', received: 13_000_000, total: 26_234_715 };
  const engine = { id: 'phrase', model: 'fr-en-phrase', quality: 'draft' as const };
  const { send } = await startApp({ translator: { engine }, http: { readFetching: () => fetching } });

  const health = healthSchema().parse(await (await send('GET', '/v1/health')).json());

  expect(health).toMatchObject({ model: 'fr-en-phrase', quality: 'draft', fetching });
});

describe('errors', () => {
  const cases: [
    name: string,
    method: string,
    path: string,
    body: unknown,
    status: number,
    code: string,
    headers?: Record<string, string>,
  ][] = [
    ['invalid JSON', 'POST', '/v1/articles', '{"text":', 400, 'invalid-json'],
    ['no body', 'POST', '/v1/articles', '', 400, 'invalid-json'],
    ['a JSON value that is no object', 'POST', '/v1/articles', '[]', 422, 'invalid-request'],
    ['wrong types', 'POST', '/v1/articles', { text: 5 }, 422, 'invalid-request'],
    ['both text and html', 'POST', '/v1/articles', { text: 'a', html: 'b' }, 422, 'invalid-request'],
    ['none of text and html', 'POST', '/v1/articles', { title: 'a' }, 422, 'invalid-request'],
    ['too many sentences', 'POST', '/v1/articles', { text: 'a', summary: { sentences: 11 } }, 422, 'invalid-request'],
    ['an id that is a path', 'POST', '/v1/articles', { text: 'a', id: '../../etc' }, 422, 'invalid-request'],
    [
      'a url that is no web address',
      'POST',
      '/v1/articles',
      { text: 'a', url: 'javascript:alert(1)' },
      422,
      'invalid-request',
    ],
    [
      'a url over two lines',
      'POST',
      '/v1/articles',
      { text: 'a', url: 'https://example.fr/\r\nX: y' },
      422,
      'invalid-request',
    ],
    [
      'a url with half a character',
      'POST',
      '/v1/articles',
      '{"text":"a","url":"https://example.fr/\\ud800"}',
      422,
      'invalid-request',
    ],
    ['a NUL', 'POST', '/v1/articles', { text: 'a\u0000b' }, 422, 'invalid-request'],
    ['a lone surrogate', 'POST', '/v1/articles', '{"text":"\\ud800"}', 422, 'invalid-request'],
    [
      'nothing but furniture',
      'POST',
      '/v1/articles',
      { text: 'Publicité\n\nPartager sur Facebook' },
      422,
      'empty-article',
    ],
    ['white space', 'POST', '/v1/articles', { text: ' \n ' }, 422, 'empty-article'],
    [
      'another content type',
      'POST',
      '/v1/articles',
      'text=a',
      415,
      'unsupported-media-type',
      { 'content-type': 'text/plain' },
    ],
    ['an unknown id', 'GET', '/v1/articles/unknown', undefined, 404, 'not-found'],
    ['an impossible id', 'GET', '/v1/articles/%2e%2e%2fx', undefined, 422, 'invalid-request'],
    ['a foreign cursor', 'GET', '/v1/articles?cursor=abc', undefined, 422, 'invalid-request'],
    ['a limit that is no number', 'GET', '/v1/articles?limit=many', undefined, 422, 'invalid-request'],
    ['a month that is none', 'GET', '/v1/usage?month=2026-13', undefined, 422, 'invalid-request'],
    ['a wrong method', 'PUT', '/v1/articles', { text: 'a' }, 405, 'method-not-allowed'],
    ['an unknown address', 'GET', '/v2/articles', undefined, 404, 'not-found'],
    [
      'an estimate for a target the engine lacks',
      'POST',
      '/v1/estimate',
      { ...ARTICLE, target: 'tlh' },
      422,
      'unsupported-language',
    ],
    ['a target the engine lacks', 'POST', '/v1/articles', { ...ARTICLE, target: 'tlh' }, 422, 'unsupported-language'],
  ];

  test.each(cases)('%s', async (_name, method, path, body, status, code, headers) => {
    const { send, engine, container } = await startApp();
    const response = await send(method, path, body, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = problemSchema()
      .strict()
      .parse(await response.json());
    expect(problem).toMatchObject({ code, status, requestId: response.headers.get('x-request-id') });
    expect(engine.stats.calls).toBe(0);
    expect((await container.useCases.listArticles({ limit: 1 })).articles).toEqual([]);
  });

  test.each(['many', '0', '101', '1.5', ''])('says which sizes a page may have, not %j', async (limit) => {
    const { send } = await startApp();
    const { errors } = problemSchema().parse(await (await send('GET', `/v1/articles?limit=${limit}`)).json());
    expect(errors).toEqual([{ pointer: '/limit', detail: 'is a whole number from 1 to 100' }]);
  });

  test('names each wrong member by its pointer', async () => {
    const { send } = await startApp();
    const body = { text: 'a', title: 1, summary: { sentences: 'three' }, publishedAt: 'demain' };
    const problem = problemSchema().parse(await (await send('POST', '/v1/articles', body)).json());
    expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual([
      '/publishedAt',
      '/summary/sentences',
      '/title',
    ]);
  });

  test('names each unknown member with the one that was meant, and no more of them than help', async () => {
    const { send, engine } = await startApp();
    const ask = async (body: object) => {
      const response = await send('POST', '/v1/articles', { ...ARTICLE, ...body });
      expect(response.status).toBe(422);
      return (await response.json()).errors;
    };
    expect(await ask({ traget: 'de', summary: { sentence: 2 }, 'a/b~c': 1 })).toEqual([
      { pointer: '/summary/sentence', detail: 'is not known; did you mean sentences?' },
      { pointer: '/traget', detail: 'is not known; did you mean target?' },
      { pointer: '/a~1b~0c', detail: 'is not known' },
    ]);
    expect(await ask(Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`m${at}`, 1])))).toHaveLength(20);
    expect(engine.stats.calls).toBe(0);
  });

  test('names the methods that are allowed', async () => {
    const { send } = await startApp();
    expect((await send('PUT', '/v1/articles')).headers.get('allow')).toBe('POST, GET, HEAD');
  });

  test('refuses bytes that are not UTF-8', async () => {
    const { app } = await startApp();
    const body = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xe9]), Buffer.from('"}')]);
    const headers = { 'content-type': 'application/json' };
    const response = await app.request('/v1/clean', { method: 'POST', headers, body });
    expect(problemSchema().parse(await response.json()).code).toBe('invalid-json');
  });

  test('refuses six megabytes', async () => {
    const { send } = await startApp();
    const response = await send('POST', '/v1/articles', { text: 'mot '.repeat(1_500_000) });
    expect(response.status).toBe(413);
    expect(problemSchema().parse(await response.json()).code).toBe('payload-too-large');
  });

  test('tells the language of a text that is not French', async () => {
    const { send } = await startApp();
    const text = [
      'The harbour of Brivanne was reopened to trawlers on Tuesday after six weeks of work on the great lock.',
      'Owners had been waiting for this date since the storm in January, and twenty boats left with the first tide.',
    ].join(' ');
    const problem = problemSchema().parse(await (await send('POST', '/v1/articles', { text })).json());
    expect(problem).toMatchObject({ code: 'unsupported-language', detectedLanguage: 'en' });
  });

  test('says when to come back once the budget is spent', async () => {
    const { send, engine } = await startApp({ env: { DEPECHE_MONTHLY_CHARACTER_BUDGET: '10' } });
    const response = await send('POST', '/v1/articles', ARTICLE);
    expect(problemSchema().parse(await response.json()).code).toBe('budget-exhausted');
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(engine.stats.calls).toBe(0);
  });

  test('says nothing of an unexpected failure but the request id, and logs no text', async () => {
    const secret = 'Le maire a salué';
    const { send, log } = await startApp({
      translator: {
        beforeCall: () => {
          throw new TypeError(`cannot read "${secret}"`);
        },
      },
    });
    const response = await send('POST', '/v1/articles', ARTICLE, { 'x-correlation-id': 'desk-42' });
    expect(response.status).toBe(500);
    const body = await response.text();
    expect(body).not.toContain(secret);
    expect(problemSchema().parse(JSON.parse(body))).toMatchObject({ code: 'internal', requestId: 'desk-42' });
    expect(log.join('')).toContain('desk-42');
    expect(log.join('')).not.toContain(secret);
  });
});

describe('headers', () => {
  test('every answer carries security headers and a request id', async () => {
    const { send } = await startApp();
    for (const path of ['/v1/health', '/openapi.json', '/nowhere']) {
      const { headers } = await send('GET', path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-request-id')).toBeTruthy();
    }
  });

  test('a correlation id is taken over only when it can stand in a log and a header', async () => {
    const { send } = await startApp();
    const given = async (id: string) =>
      (await send('GET', '/v1/health', undefined, { 'x-correlation-id': id })).headers;
    expect((await given('desk-42')).get('x-request-id')).toBe('desk-42');
    expect((await given('desk 42 "x"')).get('x-request-id')).toBe('request-1');
  });

  test('the platform’s id is taken over on the same terms', async () => {
    const { send } = await startApp({ http: { readInvocation: () => ({ requestId: 'a\nb' }) } });
    expect((await send('GET', '/v1/health')).headers.get('x-request-id')).toBe('request-1');
  });

  test('other origins may call only when the settings name them', async () => {
    const closed = await startApp();
    const origin = 'https://desk.example';
    expect(
      (await closed.send('GET', '/v1/health', undefined, { origin })).headers.get('access-control-allow-origin'),
    ).toBeNull();
    const open = await startApp({ http: { corsOrigins: [origin] } });
    expect(
      (await open.send('GET', '/v1/health', undefined, { origin })).headers.get('access-control-allow-origin'),
    ).toBe(origin);
    const other = await open.send('GET', '/v1/health', undefined, { origin: 'https://other.example' });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('the OpenAPI document has every operation, with its problems and examples of its schemas', async () => {
  const { send } = await startApp();
  const document = (await (await send('GET', '/openapi.json')).json()) as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
  };
  expect(document.openapi).toBe('3.1.0');
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual([
    'cleanArticle',
    'deleteArticle',
    'estimateArticle',
    'getArticle',
    'getArticleSource',
    'getHealth',
    'getUsage',
    'listArticles',
    'listEngines',
    'processArticle',
    'refreshArticle',
    'summarizeArticle',
    'translateArticle',
  ]);
  expect(Object.keys(document.paths['/v1/articles']?.post?.responses ?? {})).toEqual(
    expect.arrayContaining(['200', '202', '400', '413', '415', '422', '429', '500', '502', '503', '504']),
  );
});
