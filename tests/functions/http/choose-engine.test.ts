import { describe, expect, test } from 'vitest';
import { createClient } from '../../../functions/client/create-client.ts';
import { articleListSchema, articleResultSchema } from '../../../shared/contracts/article-result.ts';
import { problemSchema } from '../../../shared/contracts/problem.ts';
import { engineListSchema } from '../../../shared/contracts/stages.ts';
import { severalEngines } from '../../app/support/several-engines.ts';
import { createMemoryInbox } from '../../support/inbox-memory.ts';
import { ARTICLE, startApp } from './start-app.ts';

const PATH = '/v1/articles/brivanne';

/** The app of a stage that allows two engines. */
async function start() {
  const { engines, amazon, local } = severalEngines();
  const inbox = createMemoryInbox();
  const started = await startApp({ overrides: { translator: amazon, engines, inbox } });
  const post = async (engine?: string, headers = {}) => {
    started.clock.advance(1_000);
    return started.send('POST', '/v1/articles', { ...ARTICLE, id: 'brivanne', engine }, headers);
  };
  const engineAt = async (path: string) =>
    articleResultSchema().parse(await (await started.send('GET', path)).json()).translation.engine;
  return { ...started, post, engineAt, amazon, local };
}

const problemOf = async (response: Response) => problemSchema().parse(await response.json());

describe('a service with several engines', () => {
  test('translates with the one that is named, and serves the newest or the newest by one', async () => {
    const { post, engineAt, send, clock } = await start();
    expect((await post()).status).toBe(200);
    clock.advance(1_000);
    const again = await send('POST', `${PATH}/refresh`, { engine: 'local' });
    expect(articleResultSchema().parse(await again.json()).translation).toMatchObject({ engine: 'phrase' });
    expect(await engineAt(PATH)).toBe('phrase');
    expect(await engineAt(`${PATH}?engine=amazon`)).toBe('amazon-translate');
    expect(await engineAt(`${PATH}?engine=local`)).toBe('phrase');
    expect((await problemOf(await send('GET', `${PATH}?engine=bedrock`))).code).toBe('not-found');
  });

  test('gives each its own ETag, and one that is the newest the same with and without its name', async () => {
    const { post, send } = await start();
    await post();
    await post('local');
    const etag = async (query: string, headers = {}) => {
      const response = await send('GET', `${PATH}${query}`, undefined, headers);
      return [response.status, response.headers.get('etag')] as const;
    };
    const [, newest] = await etag('');
    const [, local] = await etag('?engine=local');
    const [, amazon] = await etag('?engine=amazon');
    expect(newest).toBe(local);
    expect(amazon).not.toBe(local);
    expect(await etag('?engine=amazon', { 'if-none-match': amazon })).toEqual([304, amazon]);
    expect((await etag('', { 'if-none-match': amazon }))[0]).toBe(200);
    await post('amazon');
    expect((await etag('', { 'if-none-match': newest }))[0]).toBe(200);
  });

  test('lists articles by the engine of their newest translation', async () => {
    const { post, send } = await start();
    await post('local');
    const list = async (engine: string) =>
      articleListSchema().parse(await (await send('GET', `/v1/articles?engine=${engine}`)).json()).articles.length;
    expect([await list('local'), await list('amazon')]).toEqual([1, 0]);
    await post('amazon');
    expect([await list('local'), await list('amazon')]).toEqual([0, 1]);
  });

  test('names the engine in the address of what is accepted for later, which is asked for it alone', async () => {
    const { post, send } = await start();
    await post();
    const accepted = await post('local', { prefer: 'respond-async' });
    expect(accepted.status).toBe(202);
    const location = accepted.headers.get('location') ?? '';
    expect(location).toBe(`${PATH}?target=en&engine=local`);
    expect(await (await send('GET', location)).json()).toMatchObject({ status: 'processing' });
  });

  test.each([
    ['/v1/articles', 'openai', 'must be one of those that this service allows: amazon, local'],
    ['/v1/translate', 'openai', 'must be one of those that this service allows: amazon, local'],
    ['/v1/clean', 'openai', 'must be one of those that this service allows: amazon, local'],
    ['/v1/summarize', 'openai', 'must be one of those that this service allows: amazon, local'],
    ['/v1/estimate', 'openai', 'must be one of those that this service allows: amazon, local'],
    [`${PATH}/refresh`, 'openai', 'must be one of those that this service allows: amazon, local'],
    ['/v1/articles', 'google', 'Invalid option: expected one of "amazon"|"bedrock"|"openai"|"local"'],
    [`${PATH}/refresh`, 'google', 'Invalid option: expected one of "amazon"|"bedrock"|"openai"|"local"'],
  ])('refuses at %s the engine %s', async (path, engine, detail) => {
    const { post, send, amazon } = await start();
    await post();
    const { calls } = amazon.stats;
    const body = path.endsWith('refresh') ? { engine } : { ...ARTICLE, engine };
    for (const headers of [{}, { prefer: 'respond-async' }]) {
      const response = await send('POST', path, body, headers);
      expect(response.status).toBe(422);
      expect((await problemOf(response)).errors).toEqual([{ pointer: '/engine', detail }]);
    }
    expect(amazon.stats.calls).toBe(calls);
  });

  test('refuses names in queries that no engine has', async () => {
    const { send } = await start();
    for (const path of [`${PATH}?engine=phrase`, '/v1/articles?engine=']) {
      const response = await send('GET', path);
      expect(response.status).toBe(422);
      expect((await problemOf(response)).errors).toMatchObject([{ pointer: '/engine' }]);
    }
  });

  test('tells which there are, to the typed client as well', async () => {
    const { app } = await start();
    const client = createClient('http://localhost', { fetch: app.request });
    const { engines } = engineListSchema().parse(await (await client.v1.engines.$get()).json());
    expect(engines.map(({ name, targets }) => [name, targets])).toEqual([
      ['amazon', ['de', 'en', 'es']],
      ['local', ['en']],
    ]);
    const made = await client.v1.articles.$post({ json: { ...ARTICLE, engine: 'local' } });
    expect(await made.json()).toMatchObject({ translation: { engine: 'phrase' } });
  });
});

test('a service with one engine allows that one', async () => {
  const { send } = await startApp({ env: { DEPECHE_TRANSLATOR: 'amazon' } });
  expect((await send('POST', '/v1/articles', { ...ARTICLE, engine: 'amazon' })).status).toBe(200);
  expect((await send('POST', '/v1/articles', { ...ARTICLE, engine: 'local' })).status).toBe(422);
  expect(await (await send('GET', '/v1/engines')).json()).toMatchObject({
    engines: [{ name: 'amazon', isDefault: true }],
  });
});
