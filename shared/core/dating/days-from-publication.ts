import { daysUntil, WEEKDAYS, weekdayOf } from './calendar.ts';
import { clauseAround } from './clause.ts';
import { type Tense, tenseBetween } from './tense.ts';

/** Words that say a day, and the rest of their sentence. */
export interface Mention {
  words: string;
  before: string;
  after: string;
}

const STEPS: ReadonlyMap<string, number> = new Map([
  ['avant-hier', -2],
  ['hier', -1],
  ["aujourd'hui", 0],
  ['demain', 1],
  ['après-demain', 2],
]);
const PART_OF_TODAY = /^(?:ce (?:matin|midi|soir)|cet après-midi)$/u;
const WEEK = 7;
const WEEKDAY = `(?:${WEEKDAYS.join('|')})`;
/** "hier, mardi"; "hier, mardi 3 mars". */
const NAMED_AFTER = new RegExp(`^[,(]? [(]?(${WEEKDAY})(?!\\p{L})`, 'iu');
const DATED_AFTER = new RegExp(`^[,(]? [(]?(?:${WEEKDAY} )?\\d`, 'iu');

/** "d'hier", "hier encore", "le monde de demain": of the past and the future at large. */
const AT_LARGE_BEFORE = /(?<!\p{L})(?:d'|de |et |ou |comme |encore )$/iu;
const AT_LARGE_AFTER = /^ (?:et|ou|comme|encore|même|âgée?s?)(?!\p{L})/iu;

/** "le lundi", "chaque lundi", "un lundi", "avant lundi", "mardi et": a day that comes again, or hangs on another word. */
const UNDECIDED_BEFORE =
  /(?<!\p{L})(?:l[ea]s?|une?|chaque|d[eu]s?|aux?|ces|nos|vos|à|pour|par|et|ou|ni|comme|avant|après|entre|sauf|si|premier|dernier|prochain|autre|même|hier|aujourd'hui|demain),? $/iu;
/** "lundi 3", "lundi de Pâques", "vendredi saint", "samedi en huit", "le lundi suivant", "samedi et dimanche". */
const UNDECIDED_AFTER = new RegExp(
  `^(?: (?:\\d|1er|de |du |d'|saint|noir|gras|fou|en (?:huit|quinze)|suivant|précédent|(?:et|ou|à|au) ${WEEKDAY})|, (?:\\d|${WEEKDAY}))`,
  'iu',
);
/** A time of its own in the same clause. */
const OTHER_TIME =
  /(?<!\d)(?:19|20)\d\d(?!\d)|\d (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)|il y a |(?:semaine|mois|année|an|saison) (?:dernier|dernière|passée?|prochaine?|suivante?|précédente?)(?!\p{L})/iu;

const PART_OF_DAY =
  /(?:dans|pendant|durant|au cours de) (?:l'|la |le )(?:nuit|soirée|matinée|journée|après-midi) (?:de|du) $/iu;
const SINCE = /(?<!\p{L})depuis $/iu;
const FROM_ON = /(?<!\p{L})(?:à (?:partir|compter) (?:de |d')|dès |jusqu'à |d'ici (?:à )?)$/iu;

/** Days from the publication to the day that a mention means; `undefined` where neither wording nor tense decides. */
export function daysFromPublication(mention: Mention, publishedDay: number): number | undefined {
  const { words, before, after } = mention;
  const lower = words.toLowerCase();
  // "Le Journal du Dimanche"
  if (words !== lower && before.trim() !== '') return undefined;
  const step = STEPS.get(lower);
  if (step !== undefined) return isTheDay(mention, step, publishedDay) ? step : undefined;
  if (PART_OF_TODAY.test(lower)) return /^ (?:de |du |d'|\d)/u.test(after) ? undefined : 0;
  return daysToWeekday({ ...mention, words: lower }, publishedDay);
}

/** Whether "hier", "aujourd'hui" or "demain" mean the day and not an age. */
function isTheDay({ before, after }: Mention, step: number, publishedDay: number): boolean {
  const [, named] = NAMED_AFTER.exec(after) ?? [];
  if (named !== undefined && WEEKDAYS[weekdayOf(publishedDay + step)] !== named.toLowerCase()) return false;
  if (DATED_AFTER.test(after) || AT_LARGE_AFTER.test(after)) return false;
  if (FROM_ON.test(before)) return true;
  if (AT_LARGE_BEFORE.test(before)) return false;
  if (step !== 0) return true;
  // "Aujourd'hui, l'usine a fermé" is of our days; "a fermé aujourd'hui" is of this one.
  const tense = tenseIn(before, after);
  return tense === 'future' || (tense === 'past' && before.trim() !== '');
}

function daysToWeekday({ words, before, after }: Mention, publishedDay: number): number | undefined {
  const [name = '', qualifier = ''] = words.replace(/^ce /u, '').split(' ');
  const until = daysUntil(WEEKDAYS.indexOf(name as (typeof WEEKDAYS)[number]), publishedDay);
  const since = (WEEK - until) % WEEK;
  if (UNDECIDED_AFTER.test(after)) return undefined;
  if (qualifier === 'prochain') return isThisWeek(publishedDay, until) ? undefined : until || WEEK;
  // "Lundi dernier", said on a Tuesday, may be yesterday or the Monday before.
  if (qualifier === 'dernier' || qualifier === 'passé') return since === 1 ? undefined : -(since || WEEK);
  if (since === 0 && words.startsWith('ce ')) return 0;
  if (SINCE.test(before)) return since === 0 ? undefined : -since;
  const free = before.replace(PART_OF_DAY, '');
  const stripped = free.replace(FROM_ON, '');
  if (stripped === free && UNDECIDED_BEFORE.test(free)) return undefined;
  const tense = tenseIn(stripped, after);
  if (tense === 'future') return until || undefined;
  // "La fermeture a été prolongée jusqu'à mardi" looks ahead; a night that is over began before today.
  const isAhead = stripped !== free || (since === 0 && qualifier === 'à');
  return tense === undefined || isAhead ? undefined : -since;
}

/** Whether the next such weekday is still in the week of the publication: "jeudi prochain" is then of this week or the next. */
function isThisWeek(publishedDay: number, until: number): boolean {
  const daysSinceMonday = (weekdayOf(publishedDay) + WEEK - 1) % WEEK;
  return until > 0 && daysSinceMonday + until < WEEK;
}

function tenseIn(before: string, after: string): Tense {
  const clause = clauseAround(before, after);
  const [opening = ''] = /^[^,]*,/u.exec(before) ?? []; // "En 2019, …"
  return OTHER_TIME.test(opening + clause.before + clause.after)
    ? undefined
    : tenseBetween(clause.before, clause.after);
}
