import { afterAll, beforeAll, expect, test } from 'vitest';
import { billingMonth } from '../../shared/app/usage/billing-month.ts';
import { waitUntil } from './read-service.ts';
import { startService, type TestService, toInput } from './start-service.ts';
import { writeArticle } from './write-article.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

test('a caller who hangs up leaves nothing uncounted and nothing to be done again', async () => {
  const { container, standIn } = service;
  const { processArticle, readUsage } = container.useCases;
  const month = billingMonth(Date.now());
  const article = toInput(writeArticle(1, 220));
  standIn.set({ latencyMs: 300 });
  const caller = new AbortController();
  const asked = processArticle(article, { correlationId: 'hung-up', signal: caller.signal });
  await waitUntil(async () => standIn.counts().calls > 2);
  caller.abort();
  await expect(asked).rejects.toThrow();

  const { billedCharacters } = standIn.counts();
  expect(billedCharacters).toBeGreaterThan(0);
  expect(await readUsage({ month })).toMatchObject({ billedCharacters, uncertainCharacters: 0, reservedCharacters: 0 });
  const result = await processArticle(article, { correlationId: 'again' });
  expect(result.usage.billedCharacters).toBe(result.usage.characters - billedCharacters);
  expect(Math.max(...Object.values(standIn.counts().billedLines))).toBe(1);
});

test('an answer that is lost on the way counts as uncertain, and the bill lies within what usage tells', async () => {
  const { container, standIn } = service;
  standIn.reset();
  const { processArticle, readUsage } = container.useCases;
  const month = billingMonth(Date.now());
  const before = await readUsage({ month });
  standIn.set({ nextFaults: ['lost-answer'] });
  await processArticle(toInput(writeArticle(2, 40)), { correlationId: 'lost' });
  const after = await readUsage({ month });
  const { billedCharacters } = standIn.counts();
  expect(after.billedCharacters - before.billedCharacters).toBeLessThan(billedCharacters);
  expect(
    after.billedCharacters + after.uncertainCharacters - before.billedCharacters - before.uncertainCharacters,
  ).toBe(billedCharacters);
});
