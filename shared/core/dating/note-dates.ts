import type { SummaryNote } from '../result.ts';
import { readPublication } from './calendar.ts';
import { dateSentence } from './date-sentence.ts';

/** Where the readers of a text live who are told "hier". */
const TIME_ZONE = 'Europe/Paris';
const TIME_ZONE_CANADA = 'America/Toronto';

export interface NoteRequest {
  sentences: readonly { text: string }[];
  /** Indexes into `sentences`. */
  picked: readonly number[];
  /** ISO 8601; nothing is dated without it. */
  publishedAt?: string | undefined;
  /** `fr` or `fr-CA`. */
  language: string;
}

/** The dates of the weekdays and words such as "hier" in picked sentences, in the order of the picks. */
export function noteDates({ sentences, picked, publishedAt, language }: NoteRequest): SummaryNote[] {
  if (publishedAt === undefined) return [];
  const publication = readPublication(publishedAt, language === 'fr-CA' ? TIME_ZONE_CANADA : TIME_ZONE);
  if (publication === undefined) return [];
  return picked.flatMap((index) =>
    dateSentence(sentences[index]?.text ?? '', publication).map((dated) => ({ sentence: index, ...dated })),
  );
}
