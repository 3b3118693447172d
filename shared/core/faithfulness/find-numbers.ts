import { readNumbers } from '../check/read-numbers.ts';

/** A number as it stands in a French text, with the values it may have. */
export interface FoundNumber {
  text: string;
  values: readonly string[];
}

/** Number words that name an amount; `un` and `une` are articles far more often. */
const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ['deux', 2],
  ['trois', 3],
  ['quatre', 4],
  ['cinq', 5],
  ['six', 6],
  ['sept', 7],
  ['huit', 8],
  ['neuf', 9],
  ['dix', 10],
  ['onze', 11],
  ['douze', 12],
  ['treize', 13],
  ['quatorze', 14],
  ['quinze', 15],
  ['seize', 16],
  ['vingt', 20],
  ['trente', 30],
  ['quarante', 40],
  ['cinquante', 50],
  ['soixante', 60],
  ['cent', 100],
  ['mille', 1_000],
]);

const WORDS = /\p{L}{1,999}/gu;

/** Numbers in digits, with the word of magnitude that follows ("61 milliards"), and simple number words. */
export function findNumbers(text: string): FoundNumber[] {
  const digits = readNumbers(text, 'fr').map(({ start, end, scaled }) => ({
    text: text.slice(start, end),
    values: scaled,
  }));
  const words = [...text.matchAll(WORDS)].flatMap(([word]) => {
    const value = NUMBER_WORDS.get(word.toLowerCase());
    return value === undefined ? [] : [{ text: word, values: [String(value)] }];
  });
  return [...digits, ...words];
}
