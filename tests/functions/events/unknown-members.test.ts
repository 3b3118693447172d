import { expect, test } from 'vitest';
import { readArticle } from '../../../functions/events/read-article.ts';
import { createMemoryInbox } from '../../support/inbox-memory.ts';

async function readDetail(detail: Record<string, unknown>) {
  const { input } = await readArticle(createMemoryInbox(), {
    kind: 'detail',
    detail,
    correlationId: 'c',
    askedMs: undefined,
  });
  return input;
}

test('an article with members that nobody knows is read without them, and says so', async () => {
  const detail = { text: 'Le port rouvre.', traget: 'de', summary: { sentences: 2, methode: 'x' }, __proto__: {} };
  expect(await readDetail(detail)).toMatchObject({
    target: 'en',
    summary: { sentences: 2, method: 'extractive' },
    remarks: [
      {
        code: 'unknown-member',
        detail:
          'Not read: /traget is not known; did you mean target?, /summary/methode is not known; did you mean method?',
      },
    ],
  });
});

test('an article says what its cleaning must leave', async () => {
  const detail = { text: 'Le port rouvre.', keep: ['Partager'] };
  const input = await readDetail(detail);
  expect(input).toMatchObject({ keep: ['Partager'] });
  expect(input).not.toHaveProperty('remarks');
});

test('of many long names few are told, and no name whole', async () => {
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`${'n'.repeat(10_000)}${at}`, 1]));
  const input = await readDetail({ text: 'Le port rouvre.', ...many });
  if (!('remarks' in input)) throw new Error('The article was refused.');
  expect(input.remarks?.[0]?.detail).toMatch(/, 4 more are not known$/);
  expect(input.remarks?.[0]?.detail.length).toBeLessThan(700);
});

test.each([
  { id: 'a', text: 'a', keep: 'a' },
  { id: 'a', text: 1 },
  { id: 'a', text: 'a', summary: 'long' },
  { id: 'a' },
])('%j is refused as before', async (detail) => {
  expect(await readDetail(detail)).toMatchObject({ code: 'invalid-request' });
});
