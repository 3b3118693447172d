import { expect, test } from 'vitest';
import { showPairs, showText } from '../../shared/app/article/show-text.ts';
import { setNoBreakSpaces } from '../../shared/core/typography/no-break-spaces.ts';
import { createVirtualClock } from './support/virtual-clock.ts';

test.each(['', 'Oui ?', '« » ', '» ', 'ab : c « d » ! ', ' ', 'abcdefghi'])(
  'a text of nothing but %j is shown as in one piece, however long it is',
  async (unit) => {
    for (const head of ['', 'x']) {
      const text = head + unit.repeat(300_000 / Math.max(unit.length, 1));
      expect((await showText(createVirtualClock(), text)) === setNoBreakSpaces(text)).toBe(true);
    }
  },
);

test('no text keeps the others waiting for long, whatever stands where it would be cut', async () => {
  let nowMs = 0;
  let turns = 0;
  const clock = { monotonicMs: () => (nowMs += 1_000), sleep: async () => void turns++ };
  await showText(clock, '» '.repeat(500_000));
  expect(turns).toBe(10);
});

test('sentences are shown alike, the longest in turns', async () => {
  const pairs = ['Oui ?', 'Il dit : « oui » ! '.repeat(10_000)].map((source) => ({
    paragraph: 0,
    source,
    translation: '',
  }));
  const shown = await showPairs(createVirtualClock(), pairs);
  expect(shown).toEqual(pairs.map((pair) => ({ ...pair, source: setNoBreakSpaces(pair.source) })));
});
