import type { Span } from '../../../text/span.ts';
import type { EqualSides } from './equal-sides.ts';

const NUMBERS: readonly (readonly [value: number, words: string])[] = [
  [1, 'un une a an one'],
  [2, 'deux two'],
  [3, 'trois three'],
  [4, 'quatre four'],
  [5, 'cinq five'],
  [6, 'six'],
  [7, 'sept seven'],
  [8, 'huit eight'],
  [9, 'neuf nine'],
  [10, 'dix ten'],
];
const VALUES = new Map(
  NUMBERS.flatMap(([value, words]) => words.split(' ').map((word): [string, number] => [word, value])),
);
const NUMBER = `${[...VALUES.keys()].join('|')}|\\d{1,2}`;
/** A number, what may stand between, the half: "trois ans et demi", "2 h 30"; and both in figures: "2,5". */
const FRENCH = new RegExp(
  `(?<![\\wÀ-ÿ,])(?:(${NUMBER})(?:([\\s\\u00a0][a-zà-ÿ]{1,20}[\\s\\u00a0])(et[\\s\\u00a0]demie?)|([\\s\\u00a0]?h(?:eures?)?[\\s\\u00a0]?)(30|trente))|(\\d{1,2}),5)(?![\\wÀ-ÿ])`,
  'gi',
);
const ENGLISH = new RegExp(
  `(?<![\\w,.])(?:(${NUMBER})(?:([ -])(and[ -]a[ -]half)|([ -][a-z]{1,20}[ -])(and[ -]a[ -]half))\\b|(\\d{1,2})(?:\\.5| ?½| 1/2)(?!\\d)|(90|ninety)(?=[ -]minutes?\\b))`,
  'gi',
);
const MAY_BE_HALF = /demi|,5|30|trente/i;

/** A number and a half, with the noun between them if there is one. */
interface Half extends Span {
  value: number;
  noun: Span;
  isFigure: boolean;
}

/**
 * Blanks in both what one of them has as "et demi" or "and a half" and the other as "2,5", or with its noun at another place:
 * "deux millions et demi" is "2.5 million" and "two and a half million". Offsets stay.
 */
export function rewriteHalves(sides: EqualSides): EqualSides {
  let { source, translation } = sides;
  if (!MAY_BE_HALF.test(source)) return sides;
  const found = readHalves(translation, ENGLISH);
  for (const half of readHalves(source, FRENCH)) {
    // Two figures are compared as such, with their magnitudes.
    const same = found.find(({ value, isFigure }) => value === half.value && !(isFigure && half.isFigure));
    if (same === undefined) continue;
    source = blankAround(source, half);
    translation = blankAround(translation, same);
  }
  return { source, translation };
}

function readHalves(text: string, pattern: RegExp): Half[] {
  return Array.from(
    text.matchAll(pattern),
    ({ 0: whole, 1: word, 2: between, 4: hours = '', 6: figures, 7: minutes = '', index }) => {
      const number = word ?? figures ?? minutes;
      const nounStart = index + number.length;
      return {
        start: index,
        end: index + whole.length,
        value: minutes === '' ? (VALUES.get(number.toLowerCase()) ?? Number(number)) : 1,
        isFigure: figures !== undefined && /[.,]5$/.test(whole),
        noun: { start: nounStart, end: nounStart + (between ?? hours).length },
      };
    },
  );
}

function blankAround(text: string, { start, end, noun }: Half): string {
  return (
    text.slice(0, start) +
    ' '.repeat(noun.start - start) +
    text.slice(noun.start, noun.end) +
    ' '.repeat(end - noun.end) +
    text.slice(end)
  );
}
