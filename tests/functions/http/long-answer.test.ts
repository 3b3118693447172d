import { expect, test } from 'vitest';
import { startApp } from './start-app.ts';

/** More than the entries of a list that are written at a time. */
const MANY = 2_100;

test('a long answer comes in pieces, and is the same JSON', async () => {
  const { send, container } = await startApp();
  const article = { title: 'Le va-et-vient', text: "L'eau va. ".repeat(MANY) };
  const answer = await send('POST', '/v1/clean', article);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/json');
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  const pieces: Uint8Array[] = [];
  for (let read = await reader.read(); !read.done; read = await reader.read()) pieces.push(read.value);
  expect(pieces.length).toBeGreaterThan(3);
  const input = {
    ...article,
    source: 'fr',
    target: 'en',
    refresh: false,
    summary: { sentences: 3, method: 'extractive' },
  } as const;
  const cleaned = await container.useCases.cleanArticle(input, { correlationId: 'test' });
  expect(JSON.parse(Buffer.concat(pieces).toString())).toEqual(JSON.parse(JSON.stringify(cleaned)));
});

test('a long result that is stored has one ETag, and is not sent to whoever has it', async () => {
  const { send } = await startApp();
  const text = 'Le lot va en mer. '.repeat(MANY);
  expect((await send('POST', '/v1/articles', { id: 'long', text })).status).toBe(200);
  const path = '/v1/articles/long';
  const [first, second, head] = [await send('GET', path), await send('GET', path), await send('HEAD', path)];
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[0-9a-f]{40}"$/);
  expect([second, head].map(({ headers }) => headers.get('etag'))).toEqual([etag, etag]);
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect(head.headers.get('content-type')).toBe('application/json');
  expect((await first.json()).sentences).toHaveLength(MANY);
  const unchanged = await send('GET', path, undefined, { 'if-none-match': etag });
  expect([unchanged.status, await unchanged.text(), unchanged.headers.get('cache-control')]).toEqual([
    304,
    '',
    'private, no-cache',
  ]);
});
