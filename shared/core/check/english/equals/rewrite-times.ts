import type { EqualSides } from './equal-sides.ts';

/** "10 s 72", a time in sport. */
const CHRONO = /(?<!\d)(\d{1,2})([\s\u00a0]?s(?:ec|econdes?)?[\s\u00a0]?)(\d{1,3})(?!\d)/g;
/** "15.30 heures", "4.30pm": the hours and the minutes of a clock. */
const POINT_IN_FRENCH = /(?<![\d.,])(\d{1,2})\.(\d\d)(?=[\s\u00a0]?h(?:eures?)?(?!\p{L}))/giu;
const POINT_IN_ENGLISH = /(?<![\d.,])(\d{1,2})\.(\d\d)(?=\s?[ap]\.?\s?m)/gi;
/** "1930 GMT", as agencies write it. */
const AGENCY_HOUR = /(?<![\d.,:])([01]\d|2[0-3])([0-5]\d)\s(?=GMT\b|UTC\b|local time\b)/g;
/** And "13.30", where French has "13 h 30". */
const POINT = /(?<![\d.,])(\d{1,2})\.(\d\d)(?!\d|[.,]\d)/g;
const FRENCH_HOUR = /(?<!\d)(\d{1,2})[\s\u00a0\u202f]?h(?:eures?)?[\s\u00a0\u202f]?(\d\d)(?!\d)/giu;
/** "10h00": English has the hour alone, or its own noughts. */
const FULL_HOUR = /(?<=\d[\s\u00a0\u202f]?h[\s\u00a0\u202f]?)00(?!\d)/gi;
const NOUGHTS = /\d[:.]00|\b00\b/;

/** Writes times of the clock and of sport as the other side has them: "10h00" is "10 a.m.", "4.30pm" is "16h30". Offsets stay. */
export function rewriteTimes({ source, translation }: EqualSides): EqualSides {
  let english = translation.replace(POINT_IN_ENGLISH, '$1:$2').replace(AGENCY_HOUR, colon);
  let french = source.replace(POINT_IN_FRENCH, '$1h$2').replace(AGENCY_HOUR, colon);
  const hours = new Set(Array.from(french.matchAll(FRENCH_HOUR), ([, hour, minutes]) => `${Number(hour)}:${minutes}`));
  if (hours.size > 0) {
    english = english.replace(POINT, (time: string, hour: string, minutes: string) =>
      hours.has(`${Number(hour)}:${minutes}`) ? `${hour}:${minutes}` : time,
    );
  }
  if (!NOUGHTS.test(english)) french = french.replace(FULL_HOUR, '  ');
  french = french.replace(CHRONO, (time: string, seconds: string, _mark: string, parts: string) =>
    english.includes(`${seconds}.${parts}`) ? `${seconds}.${parts}`.padEnd(time.length) : time,
  );
  return { source: french, translation: english };
}

const colon = (_time: string, hour: string, minutes: string): string => `${hour}:${minutes}`;
