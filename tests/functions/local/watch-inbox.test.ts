import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileState } from '../../../functions/local/dropped-files.ts';
import { findSettled } from '../../../functions/local/watch-inbox.ts';

const file = (name: string, bytes: number, modifiedMs: number): FileState => ({ name, bytes, modifiedMs });

test('a file has settled when neither its size nor its time has changed since the look before', () => {
  const before = [file('same', 10, 1), file('grown', 10, 1), file('touched', 10, 1), file('gone', 10, 1)];
  const now = [file('same', 10, 1), file('grown', 11, 1), file('touched', 10, 2), file('new', 10, 1)];
  expect(findSettled(before, now)).toEqual([file('same', 10, 1)]);
});

test('a file that grows at every look is never taken, one that stands is taken at the second look', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }), (growth) => {
      let before: FileState[] = [];
      let bytes = 1;
      for (const [look, added] of growth.entries()) {
        bytes += added;
        const now = [file('a', bytes, bytes)];
        expect(findSettled(before, now)).toEqual(look > 0 && added === 0 ? now : []);
        before = now;
      }
    }),
    { numRuns: 1_000 },
  );
});
