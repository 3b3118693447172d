import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rarePattern } from '../../shared/core/text/rare-pattern.ts';
import { runs } from '../support/runs.ts';

/** As the tables write them: what stands before and behind, letters within, a choice of either end, a look at what comes. */
const SOURCES = [
  String.raw`(?<!\p{L})(?:hier(?! encore))`,
  String.raw`(?<![\p{L}\d])(?:doubl\p{L}+|48[\s\u00a0]h\p{L}*)(?![\p{L}\d])`,
  String.raw`€|(?<!\p{L})euros?(?!\p{L}|-)`,
  String.raw`(?<!\p{L})(?:(?:a|ont) (?:\p{L}+ment )?(?:gagné|perdu))(?:(?<=[\s'’])|(?!\p{L}))`,
  String.raw`(?<!\p{L})(?:plus d(?:e |['’])(?=\d|un|la moitié))`,
  '(?<!(?:très|peu) )(?:haut)(?=(?: |$))',
  String.raw`\d[ \u00a0\u202f]?km(?!\p{L})|(?<!\p{L})kilomètres?(?! ?carrés?)`,
];
const PIECES =
  'hier encore doubler doublé 48 48h heures h € euro euros -là a ont largement gagné perdu gagnée plus de d’ un la moitié très peu haut hauts km kilomètre carré é x 漢 Я \u{1F600} ſ K'.split(
    ' ',
  );

test.each(SOURCES)('finds what the whole pattern finds, where it finds it: %s', (source) => {
  const rare = rarePattern(source);
  const whole = new RegExp(source, 'iu');
  const text = fc
    .array(fc.constantFrom(...PIECES, ' ', ' ', '\u00a0', '.'), { maxLength: 9 })
    .map((all) => all.join(''));
  const cased = fc.tuple(text, fc.boolean()).map(([some, isShouted]) => (isShouted ? some.toUpperCase() : some));
  fc.assert(
    fc.property(cased, (some) => {
      expect(rare.exec(some)).toEqual(whole.exec(some));
      expect(rare.test(some)).toBe(whole.test(some));
    }),
    runs(300),
  );
});

test.each([
  ['takes letters from a class', String.raw`hier[^\p{L}\d]`],
  ['asks for what is no letter', String.raw`hier\P{L}`],
  ['looks around within a look around of two brackets', 'hier(?!(?:(?:a)|(?:b(?:c))))'],
  ['refers back', String.raw`(a|b)\1`],
])('is none where it %s: what stands in front would rule out too much', (_, source) => {
  expect(() => rarePattern(source)).toThrow('would find less');
});
