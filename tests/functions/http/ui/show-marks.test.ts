import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLayoutOnly, showMarks, showSpaces } from '../../../../functions/http/ui/article/show-marks.ts';
import { cleanArticle } from '../../../../shared/core/clean/clean-article.ts';
import { runs } from '../../../support/runs.ts';

describe('showMarks', () => {
  test('strikes out what was removed and sets repairs beside what they replace', () => {
    const original = 'Partager\nUn temp&ecirc;te.';
    const stretches = showMarks(original, [
      { kind: 'removed', rule: 'promotion', start: 0, end: 9 },
      { kind: 'repaired', rule: 'entities', start: 16, end: 23, replacement: 'ê' },
    ]);
    expect(stretches).toEqual([
      { kind: 'removed', rule: 'promotion', text: 'Partager\n' },
      { kind: 'kept', text: 'Un temp' },
      { kind: 'repaired', rule: 'entities', text: '&ecirc;', replacement: 'ê' },
      { kind: 'kept', text: 'te.' },
    ]);
  });

  test('keeps a removed line in one piece when a repair cut its mark', () => {
    const stretches = showMarks("récit d'une nuit", [
      { kind: 'removed', rule: 'read-also', start: 0, end: 7 },
      { kind: 'repaired', rule: 'apostrophes', start: 7, end: 8, replacement: '’' },
      { kind: 'removed', rule: 'read-also', start: 8, end: 16 },
    ]);
    expect(stretches).toEqual([{ kind: 'removed', rule: 'read-also', text: "récit d'une nuit" }]);
  });

  test('loses no character of any original that the cleaner marked', () => {
    const pieces = fc.constantFrom(
      'Partager sur Facebook',
      '\n',
      '\n\n',
      "l'été",
      ' ,',
      '&eacute;',
      'Il pleut.',
      '"',
      '<b>',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
        const original = parts.join('');
        const marks = cleanArticle({ text: original }).marks.map(({ replacement = '', ...mark }) => ({
          ...mark,
          replacement,
        }));
        expect(
          showMarks(original, marks)
            .map(({ text }) => text)
            .join(''),
        ).toBe(original);
      }),
      runs(100),
    );
  });
});

test.each([
  [' ', '␣'],
  ['\u00a0\u202f', '⍽⍽'],
  ['\n ', '↵␣'],
  [' a ', ' a '],
])('showSpaces makes %j visible as %j', (text, shown) => {
  expect(showSpaces(text)).toBe(shown);
});

test.each([
  ['\n', '\n\n', true],
  ['', ' ', false],
  ['\n', 'a', false],
])('a repair of %j to %j is layout only: %s', (text, replacement, expected) => {
  expect(isLayoutOnly({ kind: 'repaired', rule: 'blank-lines', text, replacement })).toBe(expected);
});
