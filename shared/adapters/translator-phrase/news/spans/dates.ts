import { writeNumber } from '../../text/number-slots.ts';
import { dictionary, type FixedSpan, lowerAt } from './fixed-span.ts';

const WEEKDAYS = dictionary(
  'lundi Monday mardi Tuesday mercredi Wednesday jeudi Thursday vendredi Friday samedi Saturday dimanche Sunday',
);
const MONTHS = dictionary(
  'janvier January février February mars March avril April mai May juin June juillet July août August ' +
    'septembre September octobre October novembre November décembre December',
);
const TIMES_OF_DAY = dictionary('matin morning midi lunchtime après-midi afternoon soir evening');
const NEAR = dictionary('prochain next dernier last');
const PARTS_OF_MONTH = dictionary('début early fin late mi mid');
/** After these a weekday or date takes no "on" of its own. */
const PREPOSITIONS: ReadonlySet<string> = new Set(
  "de d' du depuis dès avant après à au jusqu'à pour entre et vers ou chaque par".split(' '),
);
const ARTICLES: ReadonlySet<string> = new Set(['le', 'ce']);
const DAY = /^(?:[12]?\d|3[01]|1er)$/;
const YEAR = /^(?:1\d|20)\d\d$/;

/** Dates: "ce lundi" is "on Monday", "lundi 12 mars 2024" "on Monday 12 March 2024", "début mars" "early March". */
export function translateDate(tokens: readonly string[], start: number): FixedSpan | undefined {
  return translateDay(tokens, start) ?? translateMonth(tokens, start);
}

function translateDay(tokens: readonly string[], start: number): FixedSpan | undefined {
  let at = start;
  const article = lowerAt(tokens, at);
  if (ARTICLES.has(article)) at += 1;
  const weekday = WEEKDAYS.get(lowerAt(tokens, at));
  if (weekday) at += 1;
  const date = readDayOfMonth(tokens, at);
  if (!weekday && !date) return undefined;
  // "le lundi" alone is every Monday: the model decides.
  if (article === 'le' && !date) return undefined;
  const day = weekday ? [weekday] : [];
  if (date) return { start, end: date.end, tokens: [...prepositionFor(tokens, start), ...day, ...date.tokens] };

  const near = NEAR.get(lowerAt(tokens, at));
  if (near) return { start, end: at + 1, tokens: [near, ...day] };
  const time = TIMES_OF_DAY.get(lowerAt(tokens, at));
  const when = time === undefined ? day : [...day, time];
  return { start, end: at + (time === undefined ? 0 : 1), tokens: [...prepositionFor(tokens, start), ...when] };
}

function readDayOfMonth(tokens: readonly string[], at: number): { tokens: string[]; end: number } | undefined {
  const day = tokens[at] ?? '';
  const month = MONTHS.get(lowerAt(tokens, at + 1));
  if (!DAY.test(day) || month === undefined) return undefined;
  const year = tokens[at + 2] ?? '';
  const number = day === '1er' ? '1' : writeNumber(day);
  return YEAR.test(year) ? { tokens: [number, month, year], end: at + 3 } : { tokens: [number, month], end: at + 2 };
}

function prepositionFor(tokens: readonly string[], start: number): string[] {
  return PREPOSITIONS.has(lowerAt(tokens, start - 1)) ? [] : ['on'];
}

function translateMonth(tokens: readonly string[], start: number): FixedSpan | undefined {
  const first = lowerAt(tokens, start);
  const part = PARTS_OF_MONTH.get(first.replace(/^mi-.*/, 'mi'));
  const prefix = part ?? (first === 'en' ? 'in' : undefined);
  const at = prefix === undefined || first.startsWith('mi-') ? start : start + 1;
  const month = MONTHS.get(lowerAt(tokens, at).replace(/^mi-/, ''));
  const year = tokens[at + 1] ?? '';
  if (month === undefined || (prefix === undefined && !YEAR.test(year))) return undefined;
  const name = part === 'mid' ? [`mid-${month}`] : [...(prefix === undefined ? [] : [prefix]), month];
  return YEAR.test(year) ? { start, end: at + 2, tokens: [...name, year] } : { start, end: at + 1, tokens: name };
}
