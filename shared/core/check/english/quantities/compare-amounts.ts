import type { Span } from '../../../text/span.ts';
import type { IntegrityIssue } from '../../integrity-issue.ts';
import { readNumberWords } from '../../number-words.ts';
import { inOtherUnits, isConverted } from '../../other-units.ts';
import { readNumbers } from '../../read-numbers.ts';
import { ENGLISH_NUMBERS, FRENCH_NUMBERS } from './number-lexicons.ts';
import { explainNumbers, readOrdinals, readRomanOrdinals, sharedScales } from './source-values.ts';
import { sumNumberWords } from './sum-number-words.ts';

/** A number without a unit below this may come from anywhere: "one of the two", "a third". */
const FIRST_TELLING_NUMBER = 25;
/** And below this it is not even worth a look. */
const FIRST_NOTABLE_NUMBER = 11;
/** "second" and "first" have other names. */
const FIRST_TELLING_ORDINAL = 3;
/** French number words up to here have too many ways into English ("both", "a pair") to be missed. */
const LAST_SMALL_NUMBER = 10;

/** One side may name the magnitude once: "de deux à trois millions", "two million to three million". */
const MAGNITUDES = [1e9, 1e6, 1e3];
/** Which French then does, in words or by a letter. */
const NAMES_MAGNITUDE = /mill|billion|\d[\s\u00a0\u202f]?[MKk]/i;

const UNIT_BEHIND =
  /^[\s\u00a0\u202f-]?(?:%|€|\$|£|percent|per cent|euros?|dollars?|pounds?|km|kg|kilo|metres?|meters?|tonnes?|hectares?)/i;
const UNIT_BEFORE = /[€$£]\s?$/;
const CONVERSION =
  /^[\s\u00a0-]?(?:mph|miles?|mi|feet|foot|ft|inch(?:es)?|in|lbs?|pounds?|acres?|gallons?|oz|ounces?|yards?|sq|square|°\s?F|degrees F|F|(?:degrees )?Fahrenheit)\b/i;
/** Of these, "cent" is no hundred. */
const PERCENT = /(?<!\p{L})pour[\s\u00a0-]?cents?(?!\p{L})/giu;
/** A leak of its own kind. */
const ENTITY = /&#?\w{1,8};/g;
/** What a Roman ordinal of French may have become. */
const OTHER_ORDINAL =
  /(?<!\b(?:this|our|new|last|next|present|current) )centur|republic|arrondissement|\d(?:st|nd|rd|th)\b/i;
/** "2023-24". */
const SECOND_YEAR = /\b\d{4}[-–/]$/;
const LONGEST_YEAR = 6;
/** A sentence with more is a list. */
const MAX_ROMANS = 20;
const IN_A_NAME = /\p{L}-?$/u;

/** An amount of the English text, in canonical notation. */
interface Amount extends Span {
  /** What it says; another reading of the same digits stands behind the likely one. */
  readings: readonly [string, ...string[]];
  /** The same without its magnitude, which the other side may have named for two. */
  bare: readonly string[];
}

/** What French need not say for English to have it, unless it is another reading of digits: "1,000" is no one. */
const UNTOLD = new Set(['0', '1']);

/** Numbers in words that the translation lost or changed, and numbers that it has for no reason. */
export function compareAmounts(
  source: string,
  translation: string,
  known: readonly IntegrityIssue[],
): IntegrityIssue[] {
  const english = translation.replace(ENTITY, blank);
  const amounts = readEnglish(english);
  const given = amounts.length === 0 ? new Set<string>() : explainNumbers(source);
  const namesMagnitude = amounts.length > 0 && NAMES_MAGNITUDE.test(source);
  const secondYears = new Set([...given].filter((value) => value.length === 4).map((year) => readSecond(year)));
  const isGiven = ({ start, end, readings: [likely, ...others], bare }: Amount): boolean =>
    given.has(likely) ||
    others.some((value) => given.has(value) && !UNTOLD.has(value)) ||
    (namesMagnitude && bare.some((value) => given.has(value))) ||
    (english.charAt(end) === 's' &&
      (given.has(String(Number(likely) % 100)) || given.has(String(1900 + Number(likely))))) ||
    (SECOND_YEAR.test(english.slice(Math.max(0, start - LONGEST_YEAR), start)) && secondYears.has(likely));
  const told = known.flatMap((issue) => issue.translation ?? []);
  const strays = amounts.filter((amount) => !isGiven(amount) && !told.some(({ start }) => start === amount.start));
  const { written, implied } = readNumberWords(english);
  const found = new Set([...amounts.flatMap(({ readings, bare }) => [...readings, ...bare]), ...written, ...implied]);
  const issues: IntegrityIssue[] = [];
  const ordinals = readOrdinals(source);
  const words = sumNumberWords(source.replace(PERCENT, blank), FRENCH_NUMBERS).filter(
    (word) => !isInName(source, word) && !ordinals.some(({ start, end }) => word.start >= start && word.end <= end),
  );
  for (const [at, word] of words.entries()) {
    const { start, end, value } = word;
    const span = { start, end };
    const same = [value, ...sharedScales(source, word, words[at + 1]), ...inOtherUnits(source, span, value, english)];
    if (same.some((one) => found.has(String(one)))) continue;
    if (isConverted(source, span, value, english)) continue;
    const stray = strays.shift();
    if (stray !== undefined) {
      const place = { start: stray.start, end: stray.end };
      issues.push({ code: 'number-altered', grade: 'failed', source: span, translation: place });
    } else if (value > LAST_SMALL_NUMBER) issues.push({ code: 'number-lost', grade: 'failed', source: span });
  }
  for (const { start, end, value } of ordinals) {
    if (value < FIRST_TELLING_ORDINAL || found.has(String(value))) continue;
    issues.push({ code: 'ordinal-lost', grade: 'doubtful', source: { start, end } });
  }
  // "This century" may be the XXIe.
  const romans = OTHER_ORDINAL.test(english) ? readRomanOrdinals(source).slice(0, MAX_ROMANS) : [];
  for (const { start, end, value } of romans) {
    if (value < FIRST_TELLING_ORDINAL || [value, (value - 1) * 100].some((one) => found.has(String(one)))) continue;
    if (english.includes(source.slice(start, end).replace(/[^IVX]+$/u, ''))) continue;
    issues.push({ code: 'ordinal-lost', grade: 'doubtful', source: { start, end } });
  }
  for (const { start, end, readings } of strays) {
    const [before, behind] = [english.slice(Math.max(0, start - 2), start), english.slice(end, end + 14)];
    if (CONVERSION.test(behind) || IN_A_NAME.test(before)) continue;
    const hasUnit = UNIT_BEHIND.test(behind) || UNIT_BEFORE.test(before);
    const value = Number(readings[0]);
    if (!hasUnit && value < FIRST_NOTABLE_NUMBER) continue;
    const isTelling = hasUnit || value >= FIRST_TELLING_NUMBER;
    issues.push({ code: 'number-added', grade: isTelling ? 'failed' : 'doubtful', translation: { start, end } });
  }
  return issues;
}

/** "05" of 2005, in canonical notation. */
const readSecond = (year: string): string => String(Number(year.slice(2)));

function readEnglish(text: string): Amount[] {
  const digits = readNumbers(text, 'en').map(({ start, end, readings, scaled, isScaleCertain }): Amount => {
    // "3m" may be metres.
    const [likely = '', ...others] = isScaleCertain ? scaled : [...readings, ...scaled];
    return { start, end, readings: [likely, ...others], bare: readings };
  });
  const words = sumNumberWords(text, ENGLISH_NUMBERS).map(({ start, end, value }): Amount => {
    const magnitude = MAGNITUDES.find((one) => one <= value) ?? 1;
    return { start, end, readings: [String(value)], bare: [String(value / magnitude)] };
  });
  return [...digits, ...words].sort((one, other) => one.start - other.start);
}

/** "L’université de Trente" is at Trento; a headline in capitals counts. */
function isInName(source: string, { start, end }: Span): boolean {
  return (
    /^\p{Lu}\p{Ll}/u.test(source.slice(start, end)) &&
    /[\p{L}\p{N},;][\s\u00a0]$/u.test(source.slice(Math.max(0, start - 2), start))
  );
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}
