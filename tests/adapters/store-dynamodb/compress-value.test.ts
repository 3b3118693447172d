import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compressValue, expandValue } from '../../../shared/adapters/store-dynamodb/compress-value.ts';
import { anyCharacters } from '../../support/any-characters.ts';
import { runs } from '../../support/runs.ts';

const anyText = fc.oneof(
  anyCharacters({ maxLength: 4_000 }),
  fc.lorem({ maxCount: 400 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 400 }).map((units) => String.fromCharCode(...units)),
);
const anyValue = fc.record(
  {
    id: anyText,
    text: anyText,
    sentences: fc.array(fc.record({ paragraph: fc.nat(), source: anyText, translation: anyText }), { maxLength: 5 }),
    usage: fc.record({
      estimatedCostUsd: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
    }),
    provisional: fc.boolean(),
    rest: fc.jsonValue(),
  },
  { requiredKeys: ['id', 'text'], noNullPrototype: true },
);

test('stored = read back, for any value', async () => {
  await fc.assert(
    fc.asyncProperty(anyValue, async (value) => {
      expect(await expandValue(await compressValue(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    runs(100),
  );
});

test('a result of many sentences is written piece by piece, and is what it was', async () => {
  const value = {
    id: 'a',
    sentences: Array.from({ length: 9_000 }, (_, at) => ({ paragraph: at, source: `Été ${at}.` })),
  };
  let isDone = false;
  const compressing = compressValue(value).finally(() => {
    isDone = true;
  });
  let turns = 0;
  for (; !isDone; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(turns).toBeGreaterThan(5);
  expect(await expandValue(await compressing)).toEqual(value);
});

test.each([
  { what: 'a small value stays readable JSON', value: { title: 'Été' }, kind: 'json' },
  { what: 'a large one is compressed', value: 'Le phare brille. '.repeat(500), kind: 'br' },
])('$what', async ({ value, kind }) => {
  expect(Object.keys(await compressValue(value))).toEqual([kind]);
});

test('2 MB of text come back as they were, emoji and lone surrogates included', async () => {
  const text = 'Œuvre, « forêt » 🌲\ud83c et \udfff ! '.repeat(60_000);
  expect((await expandValue(await compressValue(text))) === text).toBe(true);
});
