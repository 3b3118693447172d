import { describe, expect, test } from 'vitest';
import { createClient } from '../../../functions/client/create-client.ts';
import { articleResultSchema } from '../../../shared/contracts/article-result.ts';
import { articleSourceSchema } from '../../../shared/contracts/article-source.ts';
import { problemSchema } from '../../../shared/contracts/problem.ts';
import { ARTICLE, startApp } from './start-app.ts';

const REMOVED = 'Partager sur Facebook';
const PATH = '/v1/articles/brivanne/refresh';

async function startWithArticle() {
  const started = await startApp();
  const first = await started.send('POST', '/v1/articles', { ...ARTICLE, id: 'brivanne' });
  started.clock.advance(1_000);
  return { ...started, first: articleResultSchema().parse(await first.json()) };
}

const problemOf = async (response: Response) => problemSchema().parse(await response.json());

describe('POST /v1/articles/{id}/refresh', () => {
  test('restores what was removed, each piece of it as the result lists it', async () => {
    const { send, engine, first } = await startWithArticle();
    const original = ARTICLE.text;
    for (const { text, start = 0 } of first.cleaning.removed) {
      expect(original.slice(start, start + text.length)).toBe(text);
      const before = engine.stats.billedCharacters;
      const response = await send('POST', `${PATH}?target=en`, { keep: [text] });
      expect(response.status).toBe(200);
      const restored = articleResultSchema()
        .strict()
        .parse(await response.json());
      expect(restored.source.text.replace(/\s+/g, ' ')).toContain(text);
      expect(restored.id).toBe('brivanne');
      const isNew = restored.sentences.map(({ source }) => source).includes(text) && text !== restored.source.title;
      expect(engine.stats.billedCharacters - before).toBe(isNew ? text.length : 0);
    }
    const { keep, marks } = articleSourceSchema().parse(
      await (await send('GET', '/v1/articles/brivanne/source')).json(),
    );
    expect(keep).toEqual([first.cleaning.removed.at(-1)?.text]);
    expect(marks.some(({ start, end }) => original.slice(start, end).includes(keep?.[0] ?? ''))).toBe(false);
  });

  test.each([{}, { 'content-type': 'application/json' }])(
    'without a body (%j) makes the article anew',
    async (headers) => {
      const { send, engine, first } = await startWithArticle();
      const before = engine.stats.billedCharacters;
      const again = articleResultSchema().parse(await (await send('POST', PATH, undefined, { ...headers })).json());
      expect(again).toMatchObject({ id: 'brivanne', cached: false, source: first.source });
      expect(again.createdAt > first.createdAt).toBe(true);
      expect(engine.stats.billedCharacters).toBe(before);
    },
  );

  test('is a method of the typed client', async () => {
    const { app } = await startWithArticle();
    const client = createClient('http://localhost', { fetch: app.request });
    const response = await client.v1.articles[':id'].refresh.$post({
      param: { id: 'brivanne' },
      query: { target: 'en' },
      json: { keep: [REMOVED] },
    });
    if (response.status !== 200) throw new Error(`Answered ${response.status}.`);
    const { source } = await response.json();
    expect(source.text).toContain(REMOVED);
  });

  test('answers 202 where the caller prefers that and there is a queue', async () => {
    const { container } = await startWithArticle();
    const accepted: unknown[] = [];
    const state = { id: 'brivanne', status: 'processing', title: 'T', createdAt: 'x', updatedAt: 'x' } as const;
    const acceptArticle = async (input: unknown) => {
      accepted.push(input);
      return state;
    };
    const { send } = await startApp({ http: { useCases: { ...container.useCases, acceptArticle } } });
    const response = await send('POST', `${PATH}?target=de`, { keep: [REMOVED] }, { prefer: 'respond-async' });
    expect(response.status).toBe(202);
    expect(response.headers.get('location')).toBe('/v1/articles/brivanne?target=de');
    expect(accepted).toMatchObject([{ id: 'brivanne', text: ARTICLE.text, target: 'de', keep: [REMOVED] }]);
  });

  test.each<[string, unknown, string]>([
    ['text', { text: 'x' }, '/text is not known'],
    ['a slip', { kep: [] }, '/kep is not known; did you mean keep?'],
    ['no list', { keep: REMOVED }, '/keep Invalid input: expected array, received string'],
    ['white space', { keep: [' \n'] }, '/keep/0 holds nothing but white space'],
    ['a NUL', { keep: ['a\u0000'] }, '/keep/0 contains a NUL character'],
    ['a book', { keep: ['a'.repeat(100_001)] }, '/keep/0 Too big: expected string to have <=100000 characters'],
    ['too many', { keep: Array(301).fill('a') }, '/keep Too big: expected array to have <=300 items'],
  ])('refuses %s', async (_, body, issue) => {
    const { send } = await startWithArticle();
    const response = await send('POST', PATH, body);
    expect(response.status).toBe(422);
    const { errors } = await problemOf(response);
    expect(errors?.map(({ pointer, detail }) => `${pointer} ${detail}`)).toEqual([issue]);
  });

  test('refuses a body that is not said to be JSON rather than leaving it unread', async () => {
    const { app, send, first } = await startWithArticle();
    const body = JSON.stringify({ keep: [REMOVED] });
    for (const headers of [{}, { 'content-type': 'application/x-www-form-urlencoded' }]) {
      const response = await app.request(PATH, { method: 'POST', body, headers });
      expect(response.status).toBe(415);
    }
    expect((await send('POST', PATH, '{')).status).toBe(400);
    const { createdAt } = articleResultSchema().parse(await (await send('GET', '/v1/articles/brivanne')).json());
    expect(createdAt).toBe(first.createdAt);
  });

  test('knows no article that is not there, and none that is forgotten', async () => {
    const { send } = await startWithArticle();
    expect((await send('POST', '/v1/articles/nowhere/refresh')).status).toBe(404);
    await send('DELETE', '/v1/articles/brivanne');
    expect((await problemOf(await send('POST', PATH, { keep: [REMOVED] }))).code).toBe('not-found');
    expect((await send('GET', PATH)).status).toBe(405);
  });
});

test('every operation on an article takes stretches to keep', async () => {
  const { send } = await startApp();
  const body = { ...ARTICLE, keep: [REMOVED] };
  for (const path of ['/v1/articles', '/v1/clean', '/v1/translate', '/v1/summarize', '/v1/estimate']) {
    expect((await send('POST', path, body)).status, path).toBe(200);
  }
  const { text } = (await (await send('POST', '/v1/clean', body)).json()) as { text: string };
  expect(text).toContain(REMOVED);
  const refused = await send('POST', '/v1/articles', { ...ARTICLE, keep: [''] });
  expect((await problemOf(refused)).errors).toEqual([{ pointer: '/keep/0', detail: 'holds nothing but white space' }]);
});
