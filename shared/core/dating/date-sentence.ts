import { type Publication, toIsoDay, WEEKDAYS } from './calendar.ts';
import { daysFromPublication } from './days-from-publication.ts';

/** Words of a sentence that say a day without its date, and the date. */
export interface DatedWords {
  /** As they stand in the sentence: "dimanche dernier". */
  text: string;
  /** `YYYY-MM-DD`. */
  date: string;
}

const WEEKDAY = `(?:${WEEKDAYS.join('|')})`;
const MENTION = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:(?:avant-)?hier|aujourd'hui|(?:après-)?demain|ce (?:matin|midi|soir)|cet après-midi|(?:ce )?${WEEKDAY}(?: (?:dernier|passé|prochain))?(?<night>(?<=(?:nuit|soirée) (?:de|du) ${WEEKDAY}) à ${WEEKDAY})?)(?![\\p{L}-])`,
  'giu',
);
const QUOTATION = /«[^»]{0,99999}(?:»|$)|“[^”]{0,99999}(?:”|$)|"[^"]{0,99999}(?:"|$)|^[^«]{0,99999}»/gu;

/** More than a clause: what is further away decides nothing, and costs time where a text has no full stops. */
const CONTEXT_CHARACTERS = 300;

/** Until this hour nobody can tell which day a text that was just published calls today. */
const NIGHT_ENDS_HOUR = 5;

/**
 * Dates the weekdays and words such as "hier" in a French sentence by the day it was published, where wording or tense
 * decide it. What stands in a quotation, comes again ("le lundi"), or has a date already ("lundi 3 mars") is left out.
 */
export function dateSentence(sentence: string, publication: Publication): DatedWords[] {
  if (publication.hour !== undefined && publication.hour < NIGHT_ENDS_HOUR) return [];
  // Both replacements keep the length.
  const plain = sentence.replaceAll('’', "'").replace(QUOTATION, (quote) => '"'.repeat(quote.length));
  return [...plain.matchAll(MENTION)].flatMap(({ 0: words, index, groups }) => {
    const end = index + words.length;
    const mention = {
      words,
      before: plain.slice(Math.max(0, index - CONTEXT_CHARACTERS), index),
      after: plain.slice(end, end + CONTEXT_CHARACTERS),
    };
    const days = daysFromPublication(mention, publication.day);
    if (days === undefined) return [];
    const text = sentence.slice(index, end);
    const parts = groups?.night === undefined ? [text] : text.split(' à ');
    return parts.map((part, place) => ({ text: part, date: toIsoDay(publication.day + days + place) }));
  });
}
