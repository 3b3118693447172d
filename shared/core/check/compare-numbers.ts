import type { IntegrityIssue } from './integrity-issue.ts';
import { readNumberWords, type WordValues } from './number-words.ts';
import { inOtherUnits, isConverted } from './other-units.ts';
import { readMagnitudes, readNumbers, type WrittenNumber } from './read-numbers.ts';

/** Below this, a language whose number words are not known here may have written the word. */
const FIRST_NUMBER_KEPT_IN_DIGITS = 21;
/** A sentence with more is a table; its first numbers are compared, so that the work stays linear. */
const MAX_NUMBERS = 200;
const HOUR_MARK = /^\s?(?:h(?:eures?)?(?!\p{L})|:)/iu;
/** The first of what has a name, unless it is the first of a month. */
const FIRST = /^1(?:ers?|[eè]?re?s?)(?!\p{L}| (?:janv|févr|mars|avril|mai|jui|août|sept|oct|nov|déc))/u;
const FIRST_LENGTH = 10;
const ORDINAL_MARK = /^(?:e|[eè]me|nde?)s?(?!\p{L})/u;
const DECADE =
  /(?:ann[ée]es\s|[-–/'’]|(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\s)$/i;
const SHORT_DECADE = /^s\b/;
/** "1994-99". */
const SECOND_YEAR = /\b\d{4}[-–/]$/;

/**
 * Finds the numbers in digits of a French sentence that its translation does not have, in any notation: other grouping
 * or decimal signs, words of magnitude, the twelve-hour clock, and for English small numbers in words. Where the
 * translation has a number that nothing in the source explains, that one is named as the altered form.
 */
export function compareNumbers(source: string, translation: string, isEnglish: boolean): IntegrityIssue[] {
  const wanted = readNumbers(source, 'fr').slice(0, MAX_NUMBERS);
  if (wanted.length === 0) return [];
  const found = readNumbers(translation, isEnglish ? 'en' : 'other');
  const words = isEnglish ? readNumberWords(translation) : undefined;
  const magnitudes = isEnglish
    ? { source: readMagnitudes(source, 'fr'), translation: readMagnitudes(translation, 'en') }
    : undefined;
  const matches = (number: WrittenNumber, other: WrittenNumber) =>
    agrees(source, number, translation, other) || sharesMagnitude(number, other, magnitudes);
  const unused = new Set(found);
  const unmatched = wanted.filter((number) => {
    const match = found.find((other) => unused.has(other) && matches(number, other));
    if (match !== undefined) unused.delete(match);
    return (
      match === undefined &&
      !hasReading(number, words?.written) &&
      !isInOtherUnit(source, number, translation, words) &&
      !(isEnglish && number.readings.some((value) => isConverted(source, number, Number(value), translation)))
    );
  });
  // A translation may say once what the source says twice, or imply a number, unless it says something else instead.
  const stray = [...unused].filter((other) => !wanted.some((number) => matches(number, other)));
  return unmatched.flatMap((number): IntegrityIssue[] => {
    const span = { start: number.start, end: number.end };
    const altered = stray.shift();
    if (altered !== undefined) {
      return [
        {
          code: 'number-altered',
          grade: 'failed',
          source: span,
          translation: { start: altered.start, end: altered.end },
        },
      ];
    }
    const isRepeated = found.some((other) => matches(number, other));
    if (isRepeated || isImplied(number, words?.implied)) return [];
    // "La 1re Guerre mondiale", "une voiture de 2e main": what a rank counts may have a name.
    if (isEnglish && FIRST.test(source.slice(number.start, number.end + FIRST_LENGTH))) return [];
    const isRank = ORDINAL_MARK.test(source.slice(number.end, number.end + 5));
    return [
      isRank
        ? { code: 'ordinal-lost', grade: 'doubtful', source: span }
        : { code: 'number-lost', grade: 'failed', source: span },
    ];
  });
}

function isImplied(number: WrittenNumber, implied: ReadonlySet<string> | undefined): boolean {
  if (implied !== undefined) return hasReading(number, implied);
  return number.readings.some((reading) => Number(reading) < FIRST_NUMBER_KEPT_IN_DIGITS);
}

/** For English, whose words for numbers are known. */
function isInOtherUnit(
  source: string,
  number: WrittenNumber,
  translation: string,
  words: WordValues | undefined,
): boolean {
  if (words === undefined) return false;
  const others = inOtherUnits(source, number, Number(number.readings[0]), translation);
  return others.some((value) => value > 0 && (words.written.has(String(value)) || words.implied.has(String(value))));
}

function hasReading(number: WrittenNumber, values: ReadonlySet<string> | undefined): boolean {
  return values !== undefined && [...number.readings, ...number.scaled].some((reading) => values.has(reading));
}

function agrees(source: string, number: WrittenNumber, translation: string, other: WrittenNumber): boolean {
  if (number.scaled.some((value) => other.scaled.includes(value))) return true;
  const [wanted, got] = [Number(number.readings[0]), Number(other.readings[0])];
  if (HOUR_MARK.test(source.slice(number.end, number.end + 8))) return wanted % 12 === got % 12 && got <= 12;
  if (wanted >= 1000 && got < 100 && wanted % 100 === got) {
    if (SHORT_DECADE.test(translation.slice(other.end, other.end + 2))) return true;
    return SECOND_YEAR.test(translation.slice(Math.max(0, other.start - 6), other.start));
  }
  return wanted < 100 && got >= 1000 && got % 100 === wanted && isDecade(source, number, translation, other);
}

/** The magnitudes that each side names, where the words for them are known. */
interface Magnitudes {
  source: ReadonlySet<number>;
  translation: ReadonlySet<number>;
}

/**
 * One side may name the magnitude of two numbers once ("entre 2 et 3 millions", "between 2 million and 3 million"), and
 * a letter may be a unit ("5m"); but a magnitude that the other side has nowhere is lost.
 */
function sharesMagnitude(number: WrittenNumber, other: WrittenNumber, magnitudes: Magnitudes | undefined): boolean {
  if ((number.scale === 1) === (other.scale === 1)) return false;
  if (!number.readings.some((value) => other.readings.includes(value))) return false;
  const [scaled, otherSide] = number.scale === 1 ? [other, magnitudes?.source] : [number, magnitudes?.translation];
  return otherSide === undefined || !scaled.isScaleCertain || otherSide.has(scaled.scale);
}

/** "les années 70" is "the 1970s". */
function isDecade(source: string, number: WrittenNumber, translation: string, other: WrittenNumber): boolean {
  return (
    translation.charAt(other.end) === 's' || DECADE.test(source.slice(Math.max(0, number.start - 10), number.start))
  );
}
