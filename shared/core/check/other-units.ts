import type { Span } from '../text/span.ts';
import { ENGLISH_NUMBERS } from './english/quantities/number-lexicons.ts';
import { sumNumberWords } from './english/quantities/sum-number-words.ts';

const BEHIND_METRIC =
  /^[\s\u00a0\u202f]?(m|mètres?|km\/h|km|kilomètres?|cm|centimètres?|kg|kilos?|kilogrammes?|ha|hectares?|litres?|°\s?C|degrés)(?![\p{L}²³])/iu;
/** What a metric unit becomes in English, and how many of that it is. */
const IMPERIAL: readonly (readonly [metric: RegExp, imperial: string, factor: number, offset?: number])[] = [
  [/^km\/h/i, 'mph|miles', 0.6214],
  [/^(?:km|kilom)/i, 'miles?|mi', 0.6214],
  [/^(?:cm|centim)/i, 'in|inch(?:es)?', 0.3937],
  [/^m/i, "ft|feet|foot|'", 3.2808],
  [/^(?:kg|kilo)/i, 'pounds?|lbs?', 2.2046],
  [/^(?:ha|hectare)/i, 'acres?', 2.4711],
  [/^litre/i, 'gallons?', 0.2642],
  [/^(?:°|degr)/i, '°?\\s?\\(?F|degrees', 1.8, 32],
];
/** Journalists round, and give feet without their inches. */
const ROUNDING = 0.08;
const UNIT_LENGTH = 14;
const BELOW_ZERO = /(?:moins[\s\u00a0]|[-–−])$/iu;

/** Whether English tells a metric amount in its own units: "1,75 m" is "5ft 9in", "32 °C" is "90 F", "10 km" "six miles". */
export function isConverted(source: string, { start, end }: Span, value: number, translation: string): boolean {
  const unit = BEHIND_METRIC.exec(source.slice(end, end + UNIT_LENGTH))?.[1];
  const conversion = unit === undefined ? undefined : IMPERIAL.find(([metric]) => metric.test(unit));
  if (conversion === undefined) return false;
  const [, imperial, factor, offset = 0] = conversion;
  // Below zero the sign stands before the number, in a word or alone.
  const wanted = Math.abs(factor * (BELOW_ZERO.test(source.slice(0, start)) ? -value : value) + offset);
  const figures = translation.matchAll(new RegExp(`(\\d[\\d,.]{0,12})[\\s-]?(?:${imperial})(?![a-z])`, 'gi'));
  const unitBehind = new RegExp(`^[\\s-](?:${imperial})(?![a-z])`, 'i');
  const words = sumNumberWords(translation, ENGLISH_NUMBERS).filter((word) =>
    unitBehind.test(translation.slice(word.end, word.end + UNIT_LENGTH)),
  );
  const amounts = [
    ...Array.from(figures, ([, digits = '']) => Number(digits.replaceAll(',', ''))),
    ...words.map((word) => word.value),
  ];
  const rounding = Math.max(wanted * ROUNDING, imperial.startsWith('ft') ? 1 : 0);
  return amounts.some((amount) => Math.abs(amount - wanted) <= rounding);
}

/** Units of which English makes larger or smaller ones: how many of them one of French is. */
const LARGER_AND_SMALLER: readonly (readonly [french: RegExp, english: RegExp, factor: number])[] = [
  [/^jours?/, /\b(?:weeks?|fortnight)/i, 1 / 7],
  [/^jours?/, /\bmonths?/i, 1 / 30],
  [/^jours?/, /\bhours?/i, 24],
  [/^h(?:eures?)?/, /\b(?:days?|daily)/i, 1 / 24],
  [/^minutes?/, /\bhours?/i, 1 / 60],
  [/^mois/, /\byears?/i, 1 / 12],
  [/^(?:ans?|années?)/, /\bmonths?/i, 12],
  [/^(?:ans?|années?)/, /\bdecades?/i, 1 / 10],
  [/^(?:ans?|années?)/, /\b(?:century|centuries|centenary)/i, 1 / 100],
  [/^(?:mètres?|m)/, /\b(?:km|kilomet(?:er|re)s?)/i, 1 / 1000],
  [/^(?:km|kilomètres?)/, /\bmet(?:er|re)s?/i, 1000],
  [/^(?:kg|kilos?|kilogrammes?)/, /\bton(?:ne)?s?/i, 1 / 1000],
  [/^tonnes?/, /\b(?:kg|kilos?|kilograms?)/i, 1000],
];
const UNIT_BEHIND =
  /^[\s\u00a0\u202f]?(?:(?:derni|premi)[eè]re?s[\s\u00a0]|prochaine?s[\s\u00a0])?(\p{L}{1,11})(?!\p{L})/u;
/** Parts of an hour behind its number: "neuf heures moins vingt" is "8:40", "six heures trente" "half past six". */
const HOURS_BEFORE = /heures?[\s\u00a0]$/u;
const HOURS_LESS_BEFORE = /heures?[\s\u00a0]moins[\s\u00a0]$/u;
const HOURS_LESS_BEHIND = /^[\s\u00a0]heures?[\s\u00a0]moins/u;
const CONTEXT_LENGTH = 24;

/**
 * What a French amount may become in other units: "quinze jours" is "two weeks", "48 heures" "two days", "vingt ans" "two
 * decades", "20 heures" "8 p.m.", "les années soixante" "the 1960s".
 */
export function inOtherUnits(source: string, { start, end }: Span, value: number, translation: string): number[] {
  const behind = source.slice(end, end + CONTEXT_LENGTH);
  const before = source.slice(Math.max(0, start - CONTEXT_LENGTH), start);
  const [, unit = ''] = UNIT_BEHIND.exec(behind) ?? [];
  const values = LARGER_AND_SMALLER.flatMap(([french, english, factor]) =>
    french.test(unit) && english.test(translation) ? [round(value * factor)] : [],
  );
  if (/^h(?:eures?)?$/.test(unit)) values.push(value % 12);
  if (HOURS_LESS_BEHIND.test(behind)) values.push(value - 1);
  if (HOURS_LESS_BEFORE.test(before)) values.push(60 - value);
  if (HOURS_BEFORE.test(before)) values.push(value === 30 ? 2 : 4); // "half", "a quarter"
  if (/ann[ée]es\s$/iu.test(before)) values.push(1900 + value);
  return values;
}

/** Weeks and months are told whole; "eighteen months" is a year and a half, or "over a year". */
function round(value: number): number {
  const [whole, half] = [Math.round(value), Math.round(value * 2) / 2];
  return Math.abs(value - half) < 0.01 ? half : whole;
}
