import { ENGLISH_NUMBERS, FRENCH_NUMBERS } from '../quantities/number-lexicons.ts';
import { type NumberLexicon, sumNumberWords } from '../quantities/sum-number-words.ts';
import type { EqualSides } from './equal-sides.ts';

/** Parts of a million, a milliard and so on: "un demi-million", "half a billion", "a quarter of a million". */
const PART_OF_FRENCH =
  /(?<![\p{L}\d])(demi|quart|1\/2)[\s\u00a0-](?:de[\s\u00a0])?(million|milliard|billion)s?(?!\p{L})/giu;
const PART_OF_ENGLISH =
  /(?<!\band[ -]a[ -])\b(half|quarter)(?:[ -](?:of[ -])?(?:an?[ -])?)(million|billion|trillion)s?\b/gi;
const PARTS: Readonly<Record<string, string>> = {
  demi: '0,5',
  quart: '0,25',
  '1/2': '0,5',
  half: '0.5',
  quarter: '0.25',
};

/** What stands behind a number and makes it a half more: "trois millions | et demi", "a million | and a half". */
const HALF_BEHIND_FRENCH = /^[\s\u00a0]et[\s\u00a0]demie?(?!\p{L})/iu;
const HALF_BEHIND_ENGLISH = /^[ -]and[ -]a[ -]half\b/i;
/** And before its magnitude: "two | and a half million". */
const HALF_INSIDE = /^[ -]and[ -]a[ -]half[ -](thousand|million|billion|trillion)s?\b/i;
const LONGEST_HALF = 30;
/** A sentence with more is a table. */
const MAX_PARTS = 50;
const MAGNITUDES: readonly (readonly [value: number, french: string, english: string])[] = [
  [1e12, 'billions', 'trillion'],
  [1e9, 'milliards', 'billion'],
  [1e6, 'millions', 'million'],
  [1e3, 'mille', 'thousand'],
];
const MAY_BE_FRENCH = /demi|quart de|1\/2 m/i;
const MAY_BE_ENGLISH = /half|quarter/i;
const ARTICLE_BEFORE = { french: /(?<!\p{L})une?[\s\u00a0]$/iu, english: /\ban?[ -]$/i };

/** Parts of large numbers in figures, in place: "un demi-million" is 0,5 million, "two and a half billion" 2.5 billion. Offsets stay. */
export function rewriteParts({ source, translation }: EqualSides): EqualSides {
  return {
    source: MAY_BE_FRENCH.test(source)
      ? rewriteSide(source, PART_OF_FRENCH, FRENCH_NUMBERS, [HALF_BEHIND_FRENCH], 'french')
      : source,
    translation: MAY_BE_ENGLISH.test(translation)
      ? rewriteSide(translation, PART_OF_ENGLISH, ENGLISH_NUMBERS, [HALF_BEHIND_ENGLISH, HALF_INSIDE], 'english')
      : translation,
  };
}

function rewriteSide(
  text: string,
  partOf: RegExp,
  lexicon: NumberLexicon,
  halves: readonly RegExp[],
  language: 'french' | 'english',
): string {
  let rewritten = text;
  const put = (start: number, end: number, figures: string) => {
    rewritten = rewritten.slice(0, start) + figures.padStart(end - start) + rewritten.slice(end);
  };
  for (const { 0: whole, 1: part = '', 2: magnitude = '', index } of [...text.matchAll(partOf)].slice(0, MAX_PARTS)) {
    const article = ARTICLE_BEFORE[language].exec(text.slice(Math.max(0, index - 5), index));
    put(index - (article?.[0].length ?? 0), index + whole.length, `${PARTS[part.toLowerCase()]} ${magnitude}`);
  }
  const words = sumNumberWords(rewritten, lexicon).slice(0, MAX_PARTS);
  for (const { start, end, value } of words) {
    const behind = rewritten.slice(end, end + LONGEST_HALF);
    const [half, inside] = halves.map((pattern) => pattern.exec(behind));
    const scale = inside?.[1]?.toLowerCase();
    const magnitude = MAGNITUDES.find(([size, , english]) =>
      scale === undefined ? value >= size && value % size === 0 : english === scale,
    );
    const found = inside ?? half ?? undefined;
    if (found === undefined || found === null || magnitude === undefined) continue;
    const [size, french, english] = magnitude;
    const count = (scale === undefined ? value / size : value) + 0.5;
    const figures = language === 'french' ? `${String(count).replace('.', ',')} ${french}` : `${count} ${english}`;
    if (figures.length <= end + found[0].length - start) put(start, end + found[0].length, figures);
  }
  return rewritten;
}
