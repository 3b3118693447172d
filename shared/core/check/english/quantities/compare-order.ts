import type { IntegrityIssue } from '../../integrity-issue.ts';

const SCORE = /(?<![\d,.\-–/:])(\d{1,2})\s?[-–]\s?(\d{1,2})(?![\d/:]|[.,]\d|\s?[-–]\s?\d)/gu;
const PERCENT = /(?<!\d)(\d{1,99}(?:[.,]\d{1,99})?)[\s\u00a0\u202f]?(?:%|per ?cent|pour cent|pc\b)/giu;
const FROM_TO_FRENCH =
  /(?<!\p{L})de[\s\u00a0](\d[\d.,]{0,99})(?!\d)[^.;:!?\d]{0,20}[\s\u00a0]à[\s\u00a0](\d[\d.,]{0,99})(?!\d)/giu;
const FROM_TO_ENGLISH =
  /\bfrom[^.;:!?\d]{1,12}(\d[\d.,]{0,99})(?!\d)[^.;:!?\d]{0,20}\bto[^.;:!?\d]{1,12}(\d[\d.,]{0,99})(?!\d)/gi;
/** "14 hommes et 12 femmes": whose number is whose. */
const BOTH_FRENCH =
  /(?<![\d,.])(\d{1,9})[\s\u00a0](?:\p{L}{2,30}[\s\u00a0]){1,3}et[\s\u00a0](\d{1,9})(?=[\s\u00a0]\p{L})/giu;
const BOTH_ENGLISH =
  /(?<![\d,.])(\d{1,9})[\s\u00a0](?:\p{L}{2,30}[\s\u00a0]){1,3}and[\s\u00a0](\d{1,9})(?=[\s\u00a0]\p{L})/giu;
/** "rose to 13 % from 12 %" tells the later figure first. */
const LATER_FIRST = /\bto\b[^.;:!?]{1,40}\bfrom\b|\bcompared|\bagainst\b|\bversus\b|\bup from\b|\bdown from\b/i;
/** Who loses comes first in French, and last in English scores. */
const LOSS = /(?<!\p{L})(?:inclin|perd|défait|battue?s? par|s['’]est fait|éliminée?s? par|concéd|chut|tomb)/iu;

const plain = (digits: string) => digits.replace(',', '.').replace(/[.,]$/, '');
const pairsOf = (text: string, pattern: RegExp): string[][] =>
  Array.from(text.matchAll(pattern), ([, one = '', other = '']) => [plain(one), plain(other)]);

/** Numbers that all came over, in another order: a score the wrong way round, a rise made a fall. */
export function compareOrder(source: string, translation: string): IntegrityIssue[] {
  const issues: IntegrityIssue[] = [];
  if (!LOSS.test(source) && isTurned(pairsOf(source, SCORE), pairsOf(translation, SCORE))) {
    issues.push({ code: 'score-turned', grade: 'failed' });
  }
  if (
    isTurned(pairsOf(source, FROM_TO_FRENCH), pairsOf(translation, FROM_TO_ENGLISH)) ||
    isTurned(pairsOf(source, BOTH_FRENCH), pairsOf(translation, BOTH_ENGLISH)) ||
    isReordered(source, translation)
  ) {
    issues.push({ code: 'number-order', grade: 'doubtful' });
  }
  return issues;
}

function isTurned(wanted: string[][], found: string[][]): boolean {
  const keys = new Set(found.map((pair) => pair.join(' ')));
  return wanted.some(([one, other]) => one !== other && keys.has(`${other} ${one}`) && !keys.has(`${one} ${other}`));
}

function isReordered(source: string, translation: string): boolean {
  const [wanted = [], found = []] = [source, translation].map((text) =>
    Array.from(text.matchAll(PERCENT), ([, digits = '']) => plain(digits)),
  );
  if (wanted.length < 2 || wanted.join(' ') === found.join(' ') || LATER_FIRST.test(translation)) return false;
  return [...wanted].sort().join(' ') === [...found].sort().join(' ');
}
