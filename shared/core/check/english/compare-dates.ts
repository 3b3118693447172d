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

/** A month or a weekday that the translation does not name: nobody may be sent there on another day. */
export function compareDates(source: string, translation: string): IntegrityIssue[] {
  if (DATE_IN_FIGURES.test(translation)) return [];
  return DATES.flatMap(([french, english]): IntegrityIssue[] => {
    const found = french.exec(source);
    if (found === null || english.test(translation)) return [];
    return [{ code: 'date-lost', grade: 'failed', source: { start: found.index, end: found.index + found[0].length } }];
  });
}
