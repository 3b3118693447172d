import { expect, test } from 'vitest';
import { startApp } from './start-app.ts';

test('a long answer comes in pieces, and is the same JSON', async () => {
  const { send, container } = await startApp();
  const article = { title: 'Le va-et-vient', text: "L'eau va. ".repeat(5_000) };
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
