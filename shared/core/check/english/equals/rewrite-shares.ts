import type { Span } from '../../../text/span.ts';
import { ENGLISH_NUMBERS, FRENCH_NUMBERS } from '../quantities/number-lexicons.ts';
import { sumNumberWords } from '../quantities/sum-number-words.ts';
import type { EqualSides } from './equal-sides.ts';

const SMALL = 'un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix';
/** "Neuf Français sur dix", but not "24 heures sur 24" and "cinq millions sur dix ans". */
const OUT_OF = new RegExp(
  `(?<![\\p{L}\\d,.-])(${SMALL}|\\d{1,2})(?:[\\s\\u00a0](?!heures?|jours?|h[\\s\\u00a0])[\\p{L}’'-]{1,30}){0,3}[\\s\\u00a0]sur[\\s\\u00a0](deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|cent|\\d{1,3})(?![\\p{L}\\d-]|,\\d|[\\s\\u00a0](?:ans?|années?|mois|jours?|semaines?|heures?|km|kilomètres?|mètres?|mille|millions?|milliards?|places?|sites?))`,
  'giu',
);
/** "Trois dixièmes". */
const FRACTION =
  /(?<!\p{L})(un|deux|trois|quatre|cinq|six|sept|huit|neuf)[\s\u00a0-](tiers|quarts?|cinquièmes?|sixièmes?|septièmes?|huitièmes?|neuvièmes?|dixièmes?|centièmes?)(?!\p{L})(?! de finale| d['’]heure)/giu;
const PARTS: Readonly<Record<string, number>> = {
  tiers: 3,
  quart: 4,
  cinquième: 5,
  sixième: 6,
  septième: 7,
  huitième: 8,
  neuvième: 9,
  dixième: 10,
  centième: 100,
};
/** "90%", "ninety percent", "0.3". */
const PERCENT = /(?<![\d.,])(\d{1,3}(?:\.\d{1,2})?)\s?(?=%|per ?cent(?!age))|(?<![\d.,])(0\.\d{1,3})(?![\d.,]|\s?%)/gi;
const PERCENT_BEHIND = /^[ -]per ?cent(?!age)/i;
/** "67%" is two thirds. */
const ROUNDING = 0.007;
const MAY_BE_SHARE = /(?:sur[\s\u00a0]|tiers|quart|ième)/i;

/** A sentence with more is a table. */
const MAX_SHARES = 50;

interface Share extends Span {
  share: number;
}

/** Blanks in both a share that French tells in two numbers and English in one: "neuf sur dix" is 90%, "trois dixièmes" 0.3. Offsets stay. */
export function rewriteShares(sides: EqualSides): EqualSides {
  let { source, translation } = sides;
  if (!MAY_BE_SHARE.test(source)) return sides;
  const told = readPercents(translation).slice(0, MAX_SHARES);
  if (told.length === 0) return sides;
  // "Un sur quatre (25 %)" has both.
  const inEnglish = source.replace(/(?<=\d),(?=\d)/g, '.').replace(/pour[\s\u00a0]cent/giu, 'per cent ');
  const given = readPercents(inEnglish).slice(0, MAX_SHARES);
  for (const { start, end, share } of readShares(source).slice(0, MAX_SHARES)) {
    const same = told.find((other) => Math.abs(other.share - share) < ROUNDING);
    if (same === undefined || given.some((own) => own.share === same.share)) continue;
    source = source.slice(0, start) + ' '.repeat(end - start) + source.slice(end);
    translation = translation.slice(0, same.start) + ' '.repeat(same.end - same.start) + translation.slice(same.end);
  }
  return { source, translation };
}

/** The shares of a French text: "un sur trois", "deux tiers". */
function readShares(text: string): Share[] {
  const fractions = Array.from(text.matchAll(FRACTION), ({ 0: whole, 1: part = '', 2: name = '', index }) => ({
    start: index,
    end: index + whole.length,
    share: worth(part) / (PARTS[name.toLowerCase().replace(/(?<!tier)s$/, '')] as number),
  }));
  return [...readPairs(text), ...fractions];
}

/** Those in two numbers: "un sur trois". */
export function readPairs(text: string): Share[] {
  return Array.from(text.matchAll(OUT_OF), ({ 0: whole, 1: part = '', 2: all = '', index }) => ({
    start: index,
    end: index + whole.length,
    share: worth(part) / worth(all),
  }));
}

function readPercents(text: string): Share[] {
  const figures = Array.from(text.matchAll(PERCENT), ({ 0: whole, 1: percent, 2: decimal = '', index }) => ({
    start: index,
    end: index + whole.trimEnd().length,
    share: percent === undefined ? Number(decimal) : Number(percent) / 100,
  }));
  const words = sumNumberWords(text, ENGLISH_NUMBERS)
    .filter(({ end }) => PERCENT_BEHIND.test(text.slice(end, end + 9)))
    .map(({ start, end, value }) => ({ start, end, share: value / 100 }));
  return [...figures, ...words];
}

function worth(number: string): number {
  const word = number.toLowerCase();
  if (/\d/.test(number)) return Number(number);
  // The patterns have no other words.
  return FRENCH_NUMBERS.plain.get(word) ?? (FRENCH_NUMBERS.multipliers.get(word) as number);
}
