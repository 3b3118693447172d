import type { Span } from '../../text/span.ts';
import type { IntegrityIssue } from '../integrity-issue.ts';

/** How English begins the name of a day or of a month; those of seven days come first. */
const DATES: readonly (readonly [french: string, english: RegExp])[] = (
  [
    ['lundi', 'Mon'],
    ['mardi', 'Tues?|Mardi'],
    ['mercredi', 'Wed'],
    ['jeudi', 'Thur?s?'],
    ['vendredi', 'Fri'],
    ['samedi', 'Sat'],
    ['dimanche', 'Sun'],
    ['janvier', 'Jan|New Year'],
    ['février', 'Feb'],
    ['mars', 'Mar'],
    ['avril', 'Apr'],
    ['mai', 'May'],
    ['juin', 'Jun'],
    ['juillet', 'Jul'],
    ['août', 'Aug'],
    ['septembre', 'Sep'],
    ['octobre', 'Oct'],
    ['novembre', 'Nov'],
    ['décembre', 'Dec'],
  ] as const
).map(([french, english]) => [french, new RegExp(`(?<!\\p{L})(?:${english})`, 'u')]);

const WEEKDAYS = 7;
const NAMES = DATES.map(([french]) => french);
const DAYS = NAMES.slice(0, WEEKDAYS);
/** Lower case in French, unless a name ("Journal du Dimanche"); "mars" and "mai" stand in other names in capitals. */
const FRENCH_DATE = new RegExp(`(?<!\\p{L})(${NAMES.join('|')})(?:(?<=di|che)s)?(?!\\p{L})`, 'gu');
/** A weekday begins a sentence often enough. */
const CAPITALS = DAYS.map((day) => day.charAt(0).toUpperCase() + day.slice(1));
const OPENING_DAY = new RegExp(`^\\P{L}{0,99}(${CAPITALS.join('|')})(?!\\p{L})`, 'u');

/** A month in figures: "01/03/2026", "3/1". */
const DATE_IN_FIGURES = /\d[/.-]\d/;
/** "Dans la nuit de samedi à dimanche" is "Saturday night", or "overnight into Sunday". */
const NIGHT = new RegExp(
  `(?<!\\p{L})nuit (?:de|du) (?:${DAYS.map((day, at) => `${day} (?:à|au) ${DAYS[(at + 1) % WEEKDAYS]}`).join('|')})(?!\\p{L})`,
  'iu',
);
const OVERNIGHT = /\b(?:over|mid)?night\b/i;
/** What English may have a weekday for where French has none: a day told from today, a feast, a day off. */
const OTHER_DAY =
  /hier|demain|aujourd|(?<!\p{L})(?:veille|lendemain|week-end|férié|Pâques|Pentecôte|Ascension|dominical|saint|jour|ce (?:matin|midi|soir)|soirée|nuit|weekend|JT|Black Friday|hebdo)/iu;
const WEEKDAY_IN_ENGLISH = /(?<![\p{L}-])(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?(?![\p{L}-])/u;

/** A month or a weekday that the translation does not name, or has for none: nobody may be sent there on another day. */
export function compareDates(source: string, translation: string): IntegrityIssue[] {
  if (DATE_IN_FIGURES.test(translation)) return [];
  const named = findFrenchDates(source);
  const found = DATES.flatMap(([french, english], place) => {
    const span = named.get(french);
    return span === undefined ? [] : [{ span, english, isWeekday: place < WEEKDAYS }];
  });
  const isOneTold = found.some(({ english }) => english.test(translation));
  const stray = findStrayWeekday(source, translation, found);
  const lost = found.flatMap(({ span, english, isWeekday }): IntegrityIssue[] => {
    if (english.test(translation)) return [];
    if (isWeekday && stray === undefined && isOneTold && NIGHT.test(source) && OVERNIGHT.test(translation)) return [];
    return [{ code: 'date-lost', grade: 'failed', source: span }];
  });
  if (lost.length > 0 || stray === undefined || OTHER_DAY.test(source)) return lost;
  return [{ code: 'date-added', grade: 'doubtful', translation: stray }];
}

/** Where each month and weekday stands first. */
function findFrenchDates(source: string): Map<string, Span> {
  const found = new Map<string, Span>();
  const [opening, day = ''] = OPENING_DAY.exec(source) ?? [''];
  if (opening !== '') found.set(day.toLowerCase(), { start: 0, end: opening.length });
  for (const match of source.matchAll(FRENCH_DATE)) {
    const name = match[1] as string;
    if (!found.has(name)) found.set(name, { start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** A weekday of the translation that is none of the source's. */
function findStrayWeekday(
  source: string,
  translation: string,
  found: readonly { english: RegExp }[],
): Span | undefined {
  const day = WEEKDAY_IN_ENGLISH.exec(translation);
  if (day === null || /(?<!\p{L})(?:Lun|Mar|Mercre|Jeu|Vendre|Same|Diman)/u.test(source)) return undefined;
  return found.some(({ english }) => english.test(day[0]))
    ? undefined
    : { start: day.index, end: day.index + day[0].length };
}
