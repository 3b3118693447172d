import { expect, test } from 'vitest';
import { mapInTurns } from '../../shared/app/work/in-turns.ts';
import { createEstimateArticle } from '../../shared/app/use-cases/stages/estimate-article.ts';
import { createTranslateArticle } from '../../shared/app/use-cases/stages/translate-article.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { context, input, setup } from './support/setup.ts';

/** A clock that goes on by so much whenever it is looked at, and knows how often others were let in. */
function createBusyClock(clock: Clock, stepMs: number) {
  let atMs = 0;
  let pauses = 0;
  const busy: Clock = {
    ...clock,
    monotonicMs: () => {
      atMs += stepMs;
      return atMs;
    },
    sleep: async (durationMs, signal) => {
      if (durationMs > 0) return clock.sleep(durationMs, signal);
      pauses += 1;
    },
  };
  return { busy, pauses: () => pauses };
}

test('a list is mapped in order, with a pause after each turn of some milliseconds', async () => {
  const { clock } = setup();
  const items = Array.from({ length: 100 }, (_, at) => at);
  const slow = createBusyClock(clock, 5);
  expect(await mapInTurns(slow.busy, items, (item) => 2 * item)).toEqual(items.map((item) => 2 * item));
  expect(slow.pauses()).toBeGreaterThanOrEqual(10);
  expect(slow.pauses()).toBeLessThan(50);
  const quick = createBusyClock(clock, 0);
  await mapInTurns(quick.busy, items, (item) => item);
  expect(quick.pauses()).toBe(0);
});

test.each([
  ['estimate', createEstimateArticle],
  ['translate', createTranslateArticle],
  ['articles', createProcessArticle],
] as const)('/v1/%s lets others in while it goes over the sentences of a long article', async (_, create) => {
  const { deps, clock } = setup();
  const slow = createBusyClock(clock, 2);
  const text = Array.from({ length: 300 }, (_, number) => `Le bateau ${number} rentre au port.`).join(' ');
  // Before an article is remembered, and after.
  for (let turn = 0; turn < 2; turn += 1) {
    const before = slow.pauses();
    await create({ ...deps, clock: slow.busy })(input({ text, refresh: true }), context());
    expect(slow.pauses() - before).toBeGreaterThanOrEqual(40);
  }
});
