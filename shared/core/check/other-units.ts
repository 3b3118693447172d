import type { Span } from '../text/span.ts';

const BEHIND = /^[\s\u00a0\u202f](jours|heures|mois)(?!\p{L})/u;
const LONGEST = 8;

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

/** Whether English tells a metric amount in its own units: "1,75 m" is "5ft 9in", "32 °C" is "90 F". */
export function isConverted(source: string, { start, end }: Span, value: number, translation: string): boolean {
  const unit = BEHIND_METRIC.exec(source.slice(end, end + UNIT_LENGTH))?.[1];
  const conversion = unit === undefined ? undefined : IMPERIAL.find(([metric]) => metric.test(unit));
  if (conversion === undefined) return false;
  const [, imperial, factor, offset = 0] = conversion;
  // Below zero the sign stands before the number, in a word or alone.
  const wanted = Math.abs(factor * (BELOW_ZERO.test(source.slice(0, start)) ? -value : value) + offset);
  const amounts = translation.matchAll(new RegExp(`(\\d[\\d,.]{0,12})[\\s-]?(?:${imperial})(?![a-z])`, 'gi'));
  return [...amounts].some(([, digits]) => {
    const amount = Number((digits as string).replaceAll(',', ''));
    return Math.abs(amount - wanted) <= Math.max(wanted * ROUNDING, imperial.startsWith('ft') ? 1 : 0);
  });
}

/**
 * What a French amount of time may become in other units: "quinze jours" is "two weeks", "48 heures" "two days", "20
 * heures" "8 p.m.", "les années soixante" "the 1960s".
 */
export function inOtherUnits(source: string, { start, end }: Span, value: number): number[] {
  const [, unit] = BEHIND.exec(source.slice(end, end + LONGEST)) ?? [];
  if (unit === 'jours') return [Math.round(value / 7)];
  if (unit === 'heures') return [value % 12, value / 24];
  if (unit === 'mois') return [Math.floor(value / 12)];
  return /ann[ée]es\s$/iu.test(source.slice(Math.max(0, start - LONGEST), start)) ? [1900 + value] : [];
}
