import { type RarePattern, rarePattern } from '../../../text/rare-pattern.ts';
import type { Span } from '../../../text/span.ts';
import { readNumbers } from '../../read-numbers.ts';
import { readRoman } from '../../read-roman.ts';
import { FRENCH_NUMBERS } from './number-lexicons.ts';
import { sumNumberWords, type WordNumber } from './sum-number-words.ts';

/** Words and phrases of French that hold a number, and the numbers that English may make of them. */
const IMPLIED: readonly (readonly [RarePattern, readonly number[]])[] = (
  [
    ['dizaines?', [10, 12, 20]],
    ['douzaines?', [12]],
    ['quinzaines?', [15, 2, 14]],
    ['vingtaines?', [20]],
    ['trentaines?', [30]],
    ['quarantaines?', [40]],
    ['cinquantaines?', [50]],
    ['soixantaines?', [60]],
    ['centaines?', [100, 200]],
    ['milliers?', [1000]],
    ['demie?s?|moitiés?', [0.5, 30, 50, 2, 6]],
    ['tiers', [3, 33, 66, 67]],
    ['quarts?', [4, 15, 25, 45, 75]],
    ['doubl\\p{L}{1,99}', [2, 100, 200]],
    ['tripl\\p{L}{1,99}', [3, 200, 300]],
    ['deuxièmes?|seconde?s?|deux', [2]],
    ['centenaires?', [100]],
    ['septuagénaires?', [70]],
    ['octogénaires?', [80]],
    ['nonagénaires?', [90]],
    ['sexagénaires?', [60]],
    ['quinquagénaires?', [50]],
    ['quadragénaires?', [40]],
    ['trentenaires?', [30]],
    ['midi', [12]],
    ['minuit', [0, 12]],
    ['siècles?', [100]],
    ['décennies?', [10]],
    ['huit jours|8[\\s\u00a0]jours', [1, 7]],
    ['quinze jours|15[\\s\u00a0]jours', [2, 14]],
    ['jour', [24]],
    ['48[\\s\u00a0]h\\p{L}{0,99}|quarante-huit heures', [2]],
    ['72[\\s\u00a0]h\\p{L}{0,99}|soixante-douze heures', [3]],
    ['un an|une année', [12, 1]],
    ['un an et demi', [18, 1.5]],
    ['deux ans et demi', [30, 2.5]],
    ['18[\\s\u00a0]mois|dix-huit mois', [1.5]],
    ['24[\\s\u00a0]mois|vingt-quatre mois', [2]],
  ] as const
).map(([french, values]) => [rarePattern(`(?<![\\p{L}\\d])(?:${french})(?![\\p{L}\\d])`), values]);

const ORDINAL = /(?<![\p{L}-])(\p{L}{1,99}(?:-\p{L}{1,99}){0,4})i[eè]mes?(?!\p{L})/giu;
const ROMAN = /(?<![\p{L}\d])([IVXLC]{1,99})(?:ers?|[eèᵉ]\p{L}{0,4})?(?![\p{L}\d])/gu;
const ROMAN_ORDINAL = /(?<![\p{L}\d])([IVX]{1,9})(?:[eᵉ]|ème)(?![\p{L}\d])/gu;
const HOUR = /(?<!\d)(\d{1,2})[\s\u00a0\u202f]?(?:h(?:eures?)?(?!\p{L})|:\d)/giu;
const HOURS_IN_WORDS = /heures?(?!\p{L})/iu;
/** "Neuf heures moins vingt" is 8:40. */
const TO_THE_HOUR = /heures?[\s\u00a0]moins(?!\p{L})/iu;
const YEARS =
  /(?<!\p{L})ann[ée]es[\s\u00a0]|[’']\d\d(?!\d)|(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)[\s\u00a0]\d\d(?!\d)/iu;
/** "Une centaine de milliers", "des milliers de milliards": a round number times a magnitude, or two. */
const PRODUCT =
  /(?<!\p{L})(dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine|millier)s?[\s\u00a0]de[\s\u00a0](millier|million|milliard)s?(?:[\s\u00a0]de[\s\u00a0](millier|million|milliard)s?)?(?!\p{L})/giu;
const MAY_BE_PRODUCT = /(?:aine|millier)s?[\s\u00a0]de[\s\u00a0]mil/i;
const ROUND: Readonly<Record<string, number>> = {
  dizaine: 10,
  douzaine: 12,
  quinzaine: 15,
  vingtaine: 20,
  trentaine: 30,
  quarantaine: 40,
  cinquantaine: 50,
  soixantaine: 60,
  centaine: 100,
  millier: 1e3,
};
const SIZES: Readonly<Record<string, number>> = { millier: 1e3, million: 1e6, milliard: 1e9 };
/** "Deux à trois cent mille" may share its magnitude, as "two to three hundred thousand" does. */
const RANGE = /^[\s\u00a0](?:à|ou|et|voire)[\s\u00a0]$/u;
const LONGEST_RANGE = 8;
const SCALES = [1e2, 1e3, 1e5, 1e6, 1e8, 1e9, 1e11, 1e12];

/** Canonical notation of every number that something in a French text explains; 0 and 1 need no reason. */
export function explainNumbers(source: string): ReadonlySet<string> {
  const found = sumNumberWords(source, FRENCH_NUMBERS);
  const words = found.flatMap((word, at) => [word.value, ...sharedScales(source, word, found[at + 1])]);
  const digits = readNumbers(source, 'fr').flatMap(({ readings, scaled }) => [...readings, ...scaled]);
  const hours = [
    ...Array.from(source.matchAll(HOUR), ([, hour]) => Number(hour)),
    ...(HOURS_IN_WORDS.test(source) ? words : []),
  ];
  const values = [
    0,
    1,
    ...words,
    ...(TO_THE_HOUR.test(source) ? words.map((minutes) => 60 - minutes) : []),
    ...IMPLIED.flatMap(([french, implied]) => (french.test(source) ? implied : [])),
    ...readProducts(source).map(({ value }) => value),
    ...readOrdinals(source).map(({ value }) => value),
    ...Array.from(source.matchAll(ROMAN), ([, roman = '']) => readRoman(roman)),
    ...hours.flatMap((hour) => [hour % 12, (hour % 12) + 12]),
  ];
  const all = new Set([...digits, ...values.map(String)]);
  if (YEARS.test(source))
    for (const value of [...all]) if (/^\d0?\d$/.test(value)) all.add(String(1900 + Number(value)));
  for (const value of values) if (value % 100 > 0 && value >= 11 && value <= 21) all.add(String((value - 1) * 100));
  return all;
}

/** What a number in words is with the magnitude of the next one, and the next one with a "mille" that is its own: "mille à deux mille". */
export function sharedScales(source: string, { end, value }: WordNumber, next: WordNumber | undefined): number[] {
  if (next === undefined || next.start - end > LONGEST_RANGE || !RANGE.test(source.slice(end, next.start))) return [];
  return SCALES.flatMap((scale) => {
    if (next.value < scale || next.value % scale > 0) return [];
    if (value < next.value / scale) return [value * scale];
    // "One and two thousand" for "mille et deux mille".
    return value % scale === 0 && value < next.value ? [value / scale] : [];
  });
}

/** Round numbers that nobody counted, times a magnitude: "une centaine de milliers" is 100,000, its magnitude 1,000. */
export function readProducts(source: string): (Span & { value: number; magnitude: number })[] {
  if (!MAY_BE_PRODUCT.test(source)) return [];
  return Array.from(source.matchAll(PRODUCT), ({ 0: whole, 1: round = '', 2: size = '', 3: more, index }) => {
    const magnitude = sizeOf(size) * (more === undefined ? 1 : sizeOf(more));
    const value = (ROUND[round.toLowerCase()] as number) * magnitude; // PRODUCT has no others
    return { start: index, end: index + whole.length, value, magnitude };
  });
}

const sizeOf = (word: string): number => SIZES[word.toLowerCase()] as number; // PRODUCT has no others

/** Ordinals in Roman figures: "XVIIe siècle". */
export function readRomanOrdinals(source: string): (Span & { value: number })[] {
  return Array.from(source.matchAll(ROMAN_ORDINAL), ({ 0: whole, 1: roman = '', index }) => ({
    start: index,
    end: index + whole.length,
    value: readRoman(roman),
  }));
}

/** Ordinals in words: "troisième". What they count is a value like any other. */
export function readOrdinals(source: string): (Span & { value: number })[] {
  return Array.from(source.matchAll(ORDINAL), ({ 0: word, 1: stem = '', index }) => ({
    start: index,
    end: index + word.length,
    value: readOrdinal(stem),
  }));
}

/** "dix-septième", "neuvième", "cinquième", "trentième". */
function readOrdinal(stem: string): number {
  const word = stem.replace(/neuv$/i, 'neuf').replace(/cinqu$/i, 'cinq');
  for (const ending of ['', 'e', 's']) {
    const [found] = sumNumberWords(word + ending, FRENCH_NUMBERS);
    if (found !== undefined) return found.value;
  }
  return 1;
}
