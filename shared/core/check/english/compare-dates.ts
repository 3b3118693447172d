import type { Span } from '../../text/span.ts';
import type { IntegrityIssue } from '../integrity-issue.ts';

/**
 * Lower case in French, unless a name ("Journal du Dimanche"); "mars" and "mai" stand in other names in capitals. A weekday
 * begins a sentence often enough.
 */
const DATES: readonly (readonly [french: RegExp, english: RegExp])[] = (
  [
    ['lundis?|^\\P{L}{0,99}Lundi', 'Mon'],
    ['mardis?|^\\P{L}{0,99}Mardi', 'Tues?|Mardi'],
    ['mercredis?|^\\P{L}{0,99}Mercredi', 'Wed'],
    ['jeudis?|^\\P{L}{0,99}Jeudi', 'Thur?s?'],
    ['vendredis?|^\\P{L}{0,99}Vendredi', 'Fri'],
    ['samedis?|^\\P{L}{0,99}Samedi', 'Sat'],
    ['dimanches?|^\\P{L}{0,99}Dimanche', 'Sun'],
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
).map(([french, english]) => [
  new RegExp(`(?<!\\p{L})(?:${french})(?!\\p{L})`, 'u'),
  new RegExp(`(?<!\\p{L})(?:${english})`, 'u'),
]);

/** A month in figures: "01/03/2026", "3/1". */
const DATE_IN_FIGURES = /\d[/.-]\d/;
const WEEKDAYS = 7;
const DAYS = 'lundi mardi mercredi jeudi vendredi samedi dimanche'.split(' ');
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
  const found = DATES.flatMap(([french, english], place) => {
    const match = french.exec(source);
    return match === null ? [] : [{ match, english, isWeekday: place < WEEKDAYS }];
  });
  const isOneTold = found.some(({ english }) => english.test(translation));
  const stray = findStrayWeekday(source, translation, found);
  const lost = found.flatMap(({ match, english, isWeekday }): IntegrityIssue[] => {
    if (english.test(translation)) return [];
    if (isWeekday && stray === undefined && isOneTold && NIGHT.test(source) && OVERNIGHT.test(translation)) return [];
    const end = match.index + match[0].length;
    return [{ code: 'date-lost', grade: 'failed', source: { start: match.index, end } }];
  });
  if (lost.length > 0 || stray === undefined || OTHER_DAY.test(source)) return lost;
  return [{ code: 'date-added', grade: 'doubtful', translation: stray }];
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
