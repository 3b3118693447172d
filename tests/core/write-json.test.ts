import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasLongList, writeJson } from '../../shared/core/json/write-json.ts';
import { runs } from '../support/runs.ts';

const LONG = Array.from({ length: 5_000 }, (_, at) => ({ at, text: `« ${at} »`, none: undefined }));

test.each([
  ['a list', LONG],
  [
    'lists in members, some of them absent',
    { a: 1, none: undefined, b: { c: LONG, d: 'x', e: null }, f: [], g: LONG.slice(0, 2_001) },
  ],
  ['a list with gaps', [...LONG, undefined, null]],
])('%s is written in pieces, and as ever', (_, value) => {
  const pieces = [...writeJson(value)];
  expect(pieces.length).toBeGreaterThan(3);
  expect(pieces.join('')).toBe(JSON.stringify(value));
});

test('what has no long list is written at once, whatever it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(hasLongList(value)).toBe(false);
      expect([...writeJson(value)]).toEqual([JSON.stringify(value)]);
    }),
    runs(200),
  );
});
