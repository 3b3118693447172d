import type { Span } from '../span.ts';

const BEHIND = /^[\s\u00a0\u202f](jours|heures|mois)(?!\p{L})/u;
const LONGEST = 8;

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
