import type { EqualSides } from './equal-sides.ts';
import { EQUALS, LITERALLY, MAY_BE_NO_NUMBER, SHARED } from './equal-turns.ts';
import { rewriteComposites } from './rewrite-composites.ts';
import { rewriteHalves } from './rewrite-halves.ts';
import { rewriteParts } from './rewrite-parts.ts';
import { rewriteSchoolYears } from './rewrite-school-years.ts';
import { rewriteShares } from './rewrite-shares.ts';
import { rewriteTimes } from './rewrite-times.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const DATE = /(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])/g;
/** "le 14/07": without its year, a fraction but for the article. */
const DAY_AND_MONTH = /(?<=(?<!\p{L})(?:le|du|au)[\s\u00a0])(\d{1,2})\/(\d{1,2})(?![\d/])/giu;

const blank = (text: string): string => ' '.repeat(text.length);

/**
 * Blanks or rewrites, in place, what English says otherwise than in the numbers of French: "le 1er mai" is "May Day",
 * "04/05" is "4 May", "10 s 72" is "10.72", "trois millions et demi" is "three and a half million", "en 5e" is "in seventh
 * grade". Offsets stay.
 */
export function rewriteEquals(source: string, translation: string): EqualSides {
  let [french, english] = [source, translation];
  // English may have both: "the 3919 hotline".
  const blankUnlessTold = (found: string): string => (isTold(found, english) ? found : blank(found));
  for (const [turn, same] of EQUALS) if (same.test(english)) french = french.replace(turn, blankUnlessTold);
  for (const [turn, same] of SHARED) {
    if (!same.test(english) || !turn.test(french)) continue;
    [french, english] = [french.replace(turn, blank), english.replace(same, blank)];
  }
  if (MAY_BE_NO_NUMBER.test(french)) {
    for (const [turn, literal] of LITERALLY) if (!literal.test(english)) french = french.replace(turn, blank);
  }
  const isNamed = (month: string): boolean => {
    const named = MONTHS[Number(month) - 1];
    return named !== undefined && new RegExp(`\\b${named}`).test(english);
  };
  french = french
    .replace(DATE, (date: string, day: string, _sign: string, month: string, year: string) =>
      isNamed(month) ? `${day} ${blank(month)} ${year}` : date,
    )
    .replace(DAY_AND_MONTH, (date: string, day: string, month: string) =>
      isNamed(month) ? `${day} ${blank(month)}` : date,
    );
  const composites = rewriteComposites({ source: french, translation: english });
  return rewriteSchoolYears(rewriteHalves(rewriteShares(rewriteParts(rewriteTimes(composites)))));
}

/** Whether English has all the figures of a turn of French that has some. */
function isTold(found: string, english: string): boolean {
  const figures = found.match(/\d{1,9}/g);
  return figures?.every((figure) => new RegExp(`(?<!\\d)${figure}(?!\\d)`).test(english)) ?? false;
}
