import { expect, test } from 'vitest';
import { indexesInTurns, mapInTurns, slicesOf } from '../../shared/app/work/in-turns.ts';
import { createEstimateArticle } from '../../shared/app/use-cases/stages/estimate-article.ts';
import { createTranslateArticle } from '../../shared/app/use-cases/stages/translate-article.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { TEXT_WORK_HERE } from '../../shared/app/work/text-work-here.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { DepecheError } from '../../shared/core/errors.ts';
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

test('a list is cut into slices, and searched with a pause between them', async () => {
  const items = Array.from({ length: 12_000 }, (_, at) => at);
  const slices = [...slicesOf(items)];
  expect(slices.flat()).toEqual(items);
  expect(Math.max(...slices.map(({ length }) => length))).toBeLessThanOrEqual(5_000);
  expect([...slicesOf([])]).toEqual([]);
  const slow = createBusyClock(setup().clock, 30);
  expect(await indexesInTurns(slow.busy, items, (item) => item % 4_000 === 3)).toEqual([3, 4_003, 8_003]);
  expect(slow.pauses()).toBe(slices.length);
});

const LONG_TEXT = Array.from({ length: 5_100 }, (_, number) => `Le bateau ${number} rentre au port.`).join(' ');

test('of a long article no more than a slice of sentences is looked up, claimed or refused at a time', async () => {
  const { deps } = setup({ engine: { translateSentence: () => '' } });
  const sizes = new Map<string, number[]>();
  const note = <List extends readonly unknown[]>(name: string, list: List): List => {
    sizes.set(name, [...(sizes.get(name) ?? []), list.length]);
    return list;
  };
  const memory: typeof deps.memory = {
    ...deps.memory,
    recall: (keys) => deps.memory.recall(note('recall', keys)),
    claim: (claims, owner) => deps.memory.claim(note('claim', claims), owner),
    refuse: (refusals) => deps.memory.refuse(note('refuse', refusals)),
  };
  await createTranslateArticle({ ...deps, memory })(input({ text: LONG_TEXT }), context());
  for (const name of ['recall', 'claim', 'refuse']) expect([name, sizes.get(name)]).toEqual([name, [5_000, 101]]);
});

test('a table that fails once is not asked for the rest of a long article', async () => {
  const { deps, sumOf } = setup();
  let asked = 0;
  const recall = async () => {
    asked += 1;
    throw new DepecheError('storage-unavailable', 'The table is throttled.');
  };
  const memory = { ...deps.memory, recall };
  // What the gate makes of five thousand translations is not asked here, and takes longer than all the rest.
  const textWork = { ...TEXT_WORK_HERE, checkTranslation: async () => [] };
  const translate = createTranslateArticle({ ...deps, memory, textWork });
  const { sentences } = await translate(input({ text: LONG_TEXT }), context());
  expect(sentences.filter(({ translation }) => translation === '')).toEqual([]);
  expect([asked, sumOf('StoreFailure')]).toEqual([1, 1]);
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
