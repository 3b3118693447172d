import { writeNumber } from '../../text/number-slots.ts';
import { byWord, type FixedSpan, lowerAt } from './fixed-span.ts';

const NUMBER = /^\d+(?:[.,]\d+)*$/;
/** In the singular, as the currencies. */
const SCALES = byWord<string>({ million: 'million', milliard: 'billion' });
/** Currencies that English writes as a sign before the number. */
const SIGNS = byWord<string>({
  dollar: '$',
  $: '$',
  euro: '€',
  '€': '€',
  '£': '£',
});
const DOLLARS = byWord<string>({ américains: '$', canadiens: 'C$', australiens: 'A$' });
const STERLING: ReadonlySet<string> = new Set(['livres', 'sterling']);

/**
 * Amounts and percentages: "61 milliards de dollars" is "$61 billion", "3,5 millions d'euros" "€3.5 million",
 * "2 millions de personnes" "2 million" before "people", "20 pour cent" "20%".
 */
export function translateAmount(tokens: readonly string[], start: number): FixedSpan | undefined {
  const token = tokens[start] ?? '';
  if (!NUMBER.test(token)) return undefined;
  const number = writeNumber(token);
  const scale = SCALES[singular(lowerAt(tokens, start + 1))];
  const afterScale = start + (scale === undefined ? 1 : 2);
  const scaled = scale === undefined ? [number] : [number, scale];

  const hasOf = scale !== undefined && /^(?:de|d')$/.test(lowerAt(tokens, afterScale));
  const unitAt = afterScale + (hasOf ? 1 : 0);
  const unit = lowerAt(tokens, unitAt);
  if (STERLING.has(unit) && lowerAt(tokens, unitAt + 1) === 'sterling') {
    return { start, end: unitAt + 2, tokens: ['£', ...scaled] };
  }
  const sign = SIGNS[singular(unit)];
  if (sign !== undefined) {
    const country = sign === '$' ? DOLLARS[lowerAt(tokens, unitAt + 1)] : undefined;
    return { start, end: unitAt + (country === undefined ? 1 : 2), tokens: [country ?? sign, ...scaled] };
  }
  if (scale !== undefined) return { start, end: unitAt, tokens: scaled };
  if (unit === '%') return { start, end: unitAt + 1, tokens: [number, '%'] };
  if (unit === 'pour' && lowerAt(tokens, unitAt + 1) === 'cent') {
    return { start, end: unitAt + 2, tokens: [number, '%'] };
  }
  return undefined;
}

const singular = (word: string): string => word.replace(/s$/, '');
