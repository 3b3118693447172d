import { expect, test } from 'vitest';
import { ARTICLE, startApp } from './start-app.ts';

const OTHER = { ...ARTICLE, text: `${ARTICLE.text}\n\nLe préfet a salué une réouverture rapide du chenal.` };

test('an id that was made of another content is refused with 409, now and for later', async () => {
  const { send } = await startApp();
  const { id } = await (await send('POST', '/v1/articles', ARTICLE)).json();
  const refused = await send('POST', '/v1/articles', { ...OTHER, id });
  expect(refused.status).toBe(409);
  expect(refused.headers.get('content-type')).toBe('application/problem+json');
  expect(await refused.json()).toMatchObject({ code: 'id-conflict', status: 409, type: '/docs#id-conflict' });
  const document = await (await send('GET', '/openapi.json')).json();
  expect(document.paths['/v1/articles'].post.responses['409'].description).toContain('id-conflict');
});

test.each([
  ['one newsroom', {}, 200],
  ['keys kept apart', { DEPECHE_KEEP_KEYS_APART: 'true' }, 404],
])('%s: what another key reads, lists and deletes', async (_, env: Record<string, string>, status) => {
  const { send } = await startApp({ env });
  const [mine, others] = ['key-1', 'key-2'].map((key) => ({ 'x-api-key': key }));
  await send('POST', '/v1/articles', { ...ARTICLE, id: 'port' }, mine);
  for (const path of ['/v1/articles/port', '/v1/articles/port/source']) {
    expect((await send('GET', path, undefined, others)).status).toBe(status);
    expect((await send('GET', path, undefined, mine)).status).toBe(200);
  }
  const list = async (headers?: Record<string, string>) =>
    (await (await send('GET', '/v1/articles', undefined, headers)).json()).articles.map(({ id }: { id: string }) => id);
  expect(await list(mine)).toEqual(['port']);
  expect(await list(others)).toEqual(status === 200 ? ['port'] : []);
  expect((await send('DELETE', '/v1/articles/port', undefined, others)).status).toBe(status === 200 ? 204 : 404);
  expect(await list(mine)).toEqual(status === 200 ? [] : ['port']);
});
