import { writeNumber } from '../../text/number-slots.ts';
import { byWord, type FixedSpan, lowerAt } from './fixed-span.ts';

/** In the singular; the plural has an s where the singular has none. */
const UNITS = byWord<string>({
  an: 'year',
  année: 'year',
  mois: 'month',
  semaine: 'week',
  jour: 'day',
  heure: 'hour',
  minute: 'minute',
});
const COUNTS = byWord<string>({
  un: 'a',
  une: 'a',
  deux: 'two',
  trois: 'three',
  quatre: 'four',
  cinq: 'five',
  six: 'six',
  sept: 'seven',
  huit: 'eight',
  neuf: 'nine',
  dix: 'ten',
  quinze: 'fifteen',
  vingt: 'twenty',
  trente: 'thirty',
  quelques: 'a few',
  plusieurs: 'several',
  des: '',
});
const PEOPLE =
  /^(?:hommes?|femmes?|garçons?|filles?|adolescente?s?|enfants?|personnes?|étudiante?s?|joueu(?:rs?|ses?))$/;
const NUMBER = /^\d+$/;

/**
 * Spans of time and ages: "il y a trois ans" is "three years ago", "depuis des mois" "for months", "âgé de 45 ans"
 * "aged 45", "Léa Martin, 28 ans," "Léa Martin, 28,".
 */
export function translateDuration(tokens: readonly string[], start: number): FixedSpan | undefined {
  const first = lowerAt(tokens, start);
  if (first === 'il' && lowerAt(tokens, start + 1) === 'y' && lowerAt(tokens, start + 2) === 'a') {
    const duration = readDuration(tokens, start + 3);
    return duration && { start, end: duration.end, tokens: [...duration.tokens, 'ago'] };
  }
  if (first === 'depuis') {
    const duration = readDuration(tokens, start + 1);
    return duration && { start, end: duration.end, tokens: ['for', ...duration.tokens] };
  }
  return translateAge(tokens, start);
}

function readDuration(tokens: readonly string[], at: number) {
  const count = tokens[at] ?? '';
  const word = NUMBER.test(count) ? writeNumber(count) : COUNTS[count.toLowerCase()];
  const name = lowerAt(tokens, at + 1);
  const unit = UNITS[name] ?? UNITS[name.replace(/s$/, '')];
  if (word === undefined || unit === undefined) return undefined;
  const isOne = word === 'a' || word === '1';
  if (isOne && unit === 'hour') return { tokens: ['an', 'hour'], end: at + 2 };
  return { tokens: [...word.split(' ').filter(Boolean), isOne ? unit : `${unit}s`], end: at + 2 };
}

function translateAge(tokens: readonly string[], start: number): FixedSpan | undefined {
  const first = lowerAt(tokens, start);
  const isStated = /^âgée?s?$/.test(first) && lowerAt(tokens, start + 1) === 'de';
  const isOfPerson = first === 'de' && PEOPLE.test(lowerAt(tokens, start - 1));
  const at = start + (isStated ? 2 : isOfPerson ? 1 : 0);
  const age = tokens[at] ?? '';
  if (!NUMBER.test(age) || lowerAt(tokens, at + 1) !== 'ans') return undefined;
  if (isStated || isOfPerson) return { start, end: at + 2, tokens: ['aged', age] };
  const isAside = [',', '('].includes(lowerAt(tokens, start - 1)) && [',', ')', '.'].includes(lowerAt(tokens, at + 2));
  return isAside ? { start, end: at + 2, tokens: [age] } : undefined;
}
