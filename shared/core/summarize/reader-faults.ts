import { CAPITAL } from '../text/capital.ts';

const GLUED =
  /(?<!\p{L})\p{Ll}{1,99}\p{Lu}\p{Ll}{2}|\p{Ll}(?:Le|La|Les|Un|Une|Ce|Cette|Il|Elle|Ils|Selon|Que|Dans|En|Au|Par|Pour|Mais|Des|Du|À|[LD]['’]\p{Ll}{1,99})(?!\p{L})|[.!?…»]\p{Lu}\p{Ll}|\p{Ll},\p{L}|\p{N}\p{Lu}\p{Ll}|\p{Lu}{3}\p{Ll}{2}/u;
/** What every one of those has: a capital where a sentence has none, or a comma without its space. The closer look is dear. */
const MAY_BE_GLUED = new RegExp(`[^\\s'’«“"(–—-][${CAPITAL}]|,[^\\s\\d]`);
/** "21h :", "18 h 30 -": a line of a live report. */
const TIME_STAMP = /^\d{1,2} ?[h:] ?(?:\d\d)? ?[:–—-]/iu;

/** Eight words: fewer tell no news. */
const TELLING = /(?:\s{1,999}\S{1,9999}){6}\s/u;

/** Whether a sentence ran into its neighbour. */
export function isGlued(text: string): boolean {
  return MAY_BE_GLUED.test(text) && GLUED.test(text);
}

/** Whether a sentence tells no news: too short, or a line of a live report. */
export function isScrap(text: string): boolean {
  return !TELLING.test(text) || TIME_STAMP.test(text);
}
