import type { IntegrityIssue } from '../../integrity-issue.ts';
import { readNumbers } from '../../read-numbers.ts';
import { ENGLISH_NUMBERS } from './number-lexicons.ts';
import { readProducts } from './source-values.ts';
import { sumNumberWords } from './sum-number-words.ts';

/** Amounts that nobody counted, as powers of ten. */
const POWERS: Readonly<Record<string, number>> = {
  dizaine: 1,
  centaine: 2,
  millier: 3,
  million: 6,
  milliard: 9,
  ten: 1,
  dozen: 1,
  score: 1,
  hundred: 2,
  thousand: 3,
  billion: 9,
  trillion: 12,
};
/** "Des milliers", "plusieurs millions". */
const PLURAL =
  /(?<=(?<!\p{L})(?:d(?:es?|['’])|quelques|plusieurs|les|par|en)[\s\u00a0])(dizaine|centaine|millier|million|milliard)s(?!\p{L})/giu;
/** "Tens of thousands", "several hundred million", "trillions". */
const ENGLISH =
  /\b(?:(tens|dozens|scores|hundreds|thousands|millions|billions)(?:,? of (?:a )?|[ -])(?:(hundreds?|thousands?|millions?|billions?|trillions?)\b)?|(?:several|few|many|couple(?: of)?|some|multiple) (tens|dozens?|hundreds?|thousands?|millions?|billions?|trillions?)\b(?:(?: of)? (thousands?|millions?|billions?|trillions?)\b)?|(tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\b)/gi;

/** What logarithms of powers of ten may lack. */
const ROUNDING = 1e-9;
/** A sentence with more is a table. */
const MAX_COLLECTIVES = 50;

/** An uncounted amount of the French that became one of another order: "des centaines de milliers", "hundreds of millions". */
export function compareCollectives(source: string, translation: string): IntegrityIssue[] {
  const found = readProducts(source).slice(0, MAX_COLLECTIVES);
  const products = found.map(({ start, end, value, magnitude }) => ({
    start,
    end,
    power: orderOf(value),
    size: orderOf(magnitude),
    isProduct: true,
  }));
  const plurals = Array.from(source.matchAll(PLURAL), ({ 0: whole, 1: one, index }) => ({
    start: index,
    end: index + whole.length,
    power: powerOf(one),
    size: 0,
    isProduct: false,
  })).filter(({ start, end }) => !products.some((product) => start < product.end && end > product.start));
  const wanted = [...products, ...plurals].slice(0, MAX_COLLECTIVES);
  if (wanted.length === 0) return [];
  const told = Array.from(translation.matchAll(ENGLISH), ([, ...words]) =>
    words.reduce((power, word) => power + powerOf(word), 0),
  ).slice(0, MAX_COLLECTIVES);
  const counted = [
    ...readNumbers(translation, 'en').flatMap(({ scaled }) => scaled.map(Number)),
    ...sumNumberWords(translation, ENGLISH_NUMBERS).map(({ value }) => value),
  ].map(orderOf);
  // "Des dizaines, voire des centaines de milliers": the first may share what the last has.
  const sizes = new Set(wanted.map(({ size }) => size).concat(0));
  const isOwn = (power: number) =>
    wanted.some((own) => [...sizes].some((size) => own.power + (own.size > 0 ? 0 : size) === power));
  const strange = told.some((power) => !isOwn(power));
  const lost = wanted.find(
    ({ power, isProduct }) => !told.includes(power) && !counted.includes(power) && (isProduct || strange),
  );
  if (lost === undefined) return [];
  return [{ code: 'number-altered', grade: 'doubtful', source: { start: lost.start, end: lost.end } }];
}

/** The order of magnitude: 6 of any number of millions below ten. */
function orderOf(value: number): number {
  return Math.floor(Math.log10(Math.max(value, 1)) + ROUNDING);
}

function powerOf(word: string | undefined): number {
  return word === undefined ? 0 : (POWERS[word.toLowerCase().replace(/s$/, '')] as number); // the patterns have no others
}
