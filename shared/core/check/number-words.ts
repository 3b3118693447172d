import { readRoman } from './read-roman.ts';

/** Small numbers that English writes in words where French has digits, and words that imply one. */
const UNITS = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
  'seventeen eighteen nineteen'
).split(' ');
const ORDINALS = (
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth ' +
  'fifteenth sixteenth seventeenth eighteenth nineteenth'
).split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const IMPLIED = new Map<string, number>([
  ['a', 1],
  ['an', 1],
  ['once', 1],
  ['single', 1],
  ['no', 0],
  ['nil', 0],
  ['both', 2],
  ['half', 2],
  ['twice', 2],
  ['double', 2],
  ['pair', 2],
  ['couple', 2],
  ['triple', 3],
  ['quarter', 4],
  ['decade', 10],
  ['dozen', 12],
  ['noon', 12],
  ['midday', 12],
  ['midnight', 0],
  ['fortnight', 15],
  ['century', 100],
  ['centenary', 100],
]);
const PLAIN = new Map<string, number>([
  ...UNITS.map((word, i): [string, number] => [word, i]),
  ...ORDINALS.map((word, i): [string, number] => [word, i]),
  ...TENS.flatMap((word, i): [string, number][] => [
    [word, 20 + 10 * i],
    [word.replace(/y$/, 'ieth'), 20 + 10 * i],
    [word.replace(/y$/, 'ies'), 20 + 10 * i],
  ]),
]);
const MULTIPLIERS = new Map([
  ['hundred', 100],
  ['hundredth', 100],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
]);

const BEHIND_DIGIT = /\d[\s\u00a0\u202f-]?$/;
/** "Basel III"; alone, an I is a pronoun. */
const ROMAN = /\b(?:[VX][IVX]{0,4}|I[IVX]{1,3})\b/g;

/** Values in canonical notation. */
export interface WordValues {
  /** Written as numbers: "twenty-eight", "two hundred", "third". */
  written: ReadonlySet<string>;
  /** Only implied: "a dozen", "both", "an". */
  implied: ReadonlySet<string>;
}

/** Reads the numbers that an English text has in words. Linear time. */
export function readNumberWords(text: string): WordValues {
  const written = new Set<string>();
  const implied = new Set<string>();
  let total = 0;
  let sum: number | undefined;
  const close = () => {
    if (sum !== undefined) written.add(String(total + sum));
    sum = undefined;
    total = 0;
  };
  for (const { 0: found, index } of text.toLowerCase().matchAll(/[a-z]{1,999}/g)) {
    const word = found.replace(/(?<=[a-z]{3})fold$/, ''); // "tenfold"
    const singular = word.replace(/s$/, '');
    const value = PLAIN.get(word) ?? PLAIN.get(singular);
    const multiplier = MULTIPLIERS.get(singular);
    const hint = IMPLIED.get(word) ?? IMPLIED.get(singular);
    if (hint !== undefined) implied.add(String(hint));
    // "10 trillion" is no trillion: whoever reads the digits reads it.
    if (multiplier !== undefined && sum === undefined && BEHIND_DIGIT.test(text.slice(Math.max(0, index - 2), index)))
      continue;
    if (value !== undefined) {
      if (!goesOn(sum, value)) close();
      sum = (sum ?? 0) + value;
    } else if (multiplier === 100) sum = (sum ?? 1) * multiplier;
    else if (multiplier !== undefined) {
      total += (sum ?? 1) * multiplier;
      sum = 0;
    } else if (word !== 'and' && hint !== 1) close();
  }
  close();
  for (const [figure] of text.matchAll(ROMAN)) implied.add(String(readRoman(figure)));
  return { written, implied };
}

/** "twenty" goes on with "eight", "two hundred" with "fifty"; "two" does not with "three". */
function goesOn(sum: number | undefined, value: number): boolean {
  if (sum === undefined || sum === 0) return true;
  return value < 10 ? sum % 10 === 0 && sum !== 10 : sum % 100 === 0;
}
