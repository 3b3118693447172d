import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileState } from '../../../../functions/local/inbox/dropped-files.ts';
import { chooseFiles, type SeenFile, settleFiles } from '../../../../functions/local/inbox/settle-files.ts';
import { runs } from '../../../support/runs.ts';

const file = (name: string, bytes = 10, modifiedMs = 1): FileState => ({ name, bytes, modifiedMs });
const names = (files: readonly FileState[]) => files.map(({ name }) => name);
const settledOf = (seen: readonly SeenFile[]) => names(seen.filter(({ isSettled }) => isSettled));

/** Looks at these states of the folder, one after the other, this far apart. */
function lookAt(states: readonly (readonly FileState[])[], apartMs = 400): SeenFile[] {
  return states.reduce<SeenFile[]>((before, now, turn) => settleFiles(before, now, turn * apartMs), []);
}

describe('a file has settled', () => {
  test('when neither its size nor its time has changed since the look before', () => {
    const before = [file('same.txt'), file('grown.txt'), file('touched.txt'), file('gone.txt')];
    const now = [file('same.txt'), file('grown.txt', 11), file('touched.txt', 10, 2), file('new.txt')];
    expect(settledOf(lookAt([before, now]))).toEqual(['same.txt']);
  });

  test('never while it grows at every look, and at the second look when it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }), (growth) => {
        let seen: SeenFile[] = [];
        let bytes = 1;
        for (const [turn, added] of growth.entries()) {
          bytes += added;
          seen = settleFiles(seen, [file('a.txt', bytes, bytes)], turn * 400);
          expect(settledOf(seen)).toEqual(turn > 0 && added === 0 ? ['a.txt'] : []);
        }
      }),
      runs(100),
    );
  });

  test.each([
    ['empty', file('a.txt', 0)],
    ['of a type that is not read', file('a.pdf')],
    ['without an extension', file('a')],
  ])('only after ten seconds when it is %s', (_, state) => {
    const looks = (count: number) => Array.from({ length: count }, () => [state]);
    expect(settledOf(lookAt(looks(10), 1_000))).toEqual([]);
    expect(settledOf(lookAt(looks(11), 1_000))).toEqual([state.name]);
    const written = [...looks(9), [file(state.name, 20, 2)], [file(state.name, 20, 2)]];
    expect(settledOf(lookAt(written, 1_000))).toEqual(state.bytes === 0 ? ['a.txt'] : []);
  });
});

describe('what has settled', () => {
  const twice = (files: readonly FileState[]) => lookAt([files, files]);

  test('is taken oldest first, and by its name where that is equal', () => {
    const { taken, refused } = chooseFiles(twice([file('c.txt', 1, 5), file('b.txt', 1, 9), file('a.txt', 1, 9)]));
    expect([names(taken), refused]).toEqual([['c.txt', 'a.txt', 'b.txt'], []]);
  });

  test('is refused where another of the same look names the same article and goes before it', () => {
    const files = [file('x.html', 1, 7), file('x.txt', 1, 3), file('sub/x.txt', 1, 4), file('x.json', 1, 8)];
    const { taken, refused } = chooseFiles(twice(files));
    expect([names(taken), names(refused)]).toEqual([
      ['x.txt', 'sub/x.txt'],
      ['x.html', 'x.json'],
    ]);
  });

  test('is no version of another whose name states no id, or has another case', () => {
    const files = [file('mon article.txt'), file('mon article.html'), file('X.TXT'), file('x.txt')];
    expect(chooseFiles(twice(files)).refused).toEqual([]);
  });

  test('is a newer version where the other one has waited since an earlier look', () => {
    const first = [file('x.txt', 1, 9)];
    const both = [file('x.html', 1, 2), ...first];
    const { taken, refused } = chooseFiles(lookAt([first, first, both, both]));
    expect([names(taken), refused]).toEqual([['x.txt', 'x.html'], []]);
  });
});
