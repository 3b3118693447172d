import type { EqualSides } from './equal-sides.ts';

/** "10 s 72", a time in sport. */
const CHRONO = /(?<!\d)(\d{1,2})([\s\u00a0]?s(?:ec)?[\s\u00a0]?)(\d{1,3})(?!\d)/g;
/** "15.30 heures", "4.30pm": the hours and the minutes of a clock. */
const POINT_IN_FRENCH = /(?<![\d.,])(\d{1,2})\.(\d\d)(?=[\s\u00a0]?h(?:eures?)?(?!\p{L}))/giu;
const POINT_IN_ENGLISH = /(?<![\d.,])(\d{1,2})\.(\d\d)(?=\s?[ap]\.?\s?m)/gi;
/** "10h00": English has the hour alone, or its own noughts. */
const FULL_HOUR = /(?<=\d[\s\u00a0\u202f]?h[\s\u00a0\u202f]?)00(?!\d)/gi;
const NOUGHTS = /\d[:.]00|\b00\b/;

/** Writes times of the clock and of sport as the other side has them: "10h00" is "10 a.m.", "4.30pm" is "16h30". Offsets stay. */
export function rewriteTimes({ source, translation }: EqualSides): EqualSides {
  const english = translation.replace(POINT_IN_ENGLISH, '$1:$2');
  let french = source.replace(POINT_IN_FRENCH, '$1h$2');
  if (!NOUGHTS.test(english)) french = french.replace(FULL_HOUR, '  ');
  french = french.replace(CHRONO, (time: string, seconds: string, _mark: string, parts: string) =>
    english.includes(`${seconds}.${parts}`) ? `${seconds}.${parts}`.padEnd(time.length) : time,
  );
  return { source: french, translation: english };
}
