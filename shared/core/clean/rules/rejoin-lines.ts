import { findRuns } from '../../text/find-runs.ts';
import type { Span } from '../../text/span.ts';
import { type CleaningRule, type Edit, editMatches } from '../cleaning-rule.ts';

/** How far from a line break its context is read; enough for a number, a domain or an abbreviation. */
const CONTEXT_LENGTH = 24;
/** How much of a text is searched for a word that a line break cut. */
const MAX_LOOKED_AT = 20_000;

const WORD_POINT = /[\p{L}\d]\.$/u;
const DOMAIN_END = /^(?:com|fr|org|net|eu|be|ch|ca|info|tv|io)(?![\p{L}\p{N}])/u;
const BOUND_ABBREVIATION = /(?:^|[^\p{L}])(?:MM?|Mmes?|Mlles?|Mgr|Dr|Me|Pr|St|Ste|\p{Lu})\.$/u;
const CLOSES = /^[,;)\]»”!?.…]/u;
const OPEN_CLAUSE = /[\p{L}\p{N}%,;(»”"'’)]$/u;
const LOWER_CASE = /^[«“"(]?\s?\p{Ll}/u;
const ITEM = /^(?:[-–—•*]|[a-z][).])\s/u;

/** A word cut at a line's end: its first part, and what only ends words in French. */
const CUT_WORD = /(?:^|[^\p{L}-])(\p{L}*\p{Ll})-$/u;
const PARTED_WORD = /\p{Ll}-$/u;
const WORD_REST = /^\p{Ll}+(?![\p{L}-])/u;
const ENDING =
  /^(?:[bcdfglmnpqrstvxzç]{1,2})?(?:[ie]?ments?|ment(?:al|ale|aux|aire|ation)s?|[st]?ions?|er|ée?s?|ait|aient|eurs?|euses?|ités?|iques?|ismes?|istes?|[ai]bles?|[ae]nces?|ants?|antes?|aires?|ifs?|ives?|eux|ages?|aux|ales?|nels?|nelles?|sent)$/;
/** Lines set in a column end so several times; a single one may be a compound's. */
const MIN_PARTED = 3;
/** Halves of compounds, which keep their hyphen: "peut-être", "dit-elle", "sous-préfet". */
const COMPOUND_FIRST =
  /^(?:peut|est|dit|fait|vont|sont|ont|celui|celle|celles|ceux|au|par|non|sous|sur|demi|mi|semi|ex|vice|contre|entre|avant|après|quasi|sud|nord|ouest|saint|sainte|lui|elle|elles|eux|soi|moi|nous|vous|vingt|trente|quarante|cinquante|soixante|quatre|dix|cent|grand|petit|haut|bas|chef|bien|beau|tout|toute|plus|porte|garde|centre|extrême|franco|anglo|germano|italo|hispano|russo|israélo|américano|sino|nippo|gréco|turco|libano|belgo|socio)$/;
const COMPOUND_REST = /^(?:ils?|elles?|on|je|tu|nous|vous|ce|ci|là|y|en|mêmes?|être|dire|les?|la|leur|lui|moi|toi)$/;

/** Lines of verse are short, and there are several of them. */
const MAX_VERSE_LENGTH = 48;
const MIN_VERSE_LINES = 4;

/** Whether the hyphen before a line break cut a word in two: only where the rest is no word, the whole stands in the text, or others were. */
function cutsWord(before: string, after: string, text: string, isHyphenated: boolean): boolean {
  const start = CUT_WORD.exec(before)?.[1];
  const rest = WORD_REST.exec(after)?.[0];
  if (start === undefined || rest === undefined || COMPOUND_FIRST.test(start.toLowerCase()) || COMPOUND_REST.test(rest))
    return false;
  return (
    isHyphenated ||
    ENDING.test(rest) ||
    new RegExp(`(?<!\\p{L})${start}${rest}(?!\\p{L})`, 'u').test(text.slice(0, MAX_LOOKED_AT))
  );
}

/** What belongs between the two sides of a line break: nothing, a space, or (undefined) the break. */
function joint(before: string, after: string): '' | ' ' | undefined {
  if (ITEM.test(after)) return undefined;
  if (WORD_POINT.test(before) && DOMAIN_END.test(after)) return '';
  if (BOUND_ABBREVIATION.test(before) && /^\p{Lu}/u.test(after)) return ' ';
  if (CLOSES.test(after)) return /^[!?;»]/u.test(after) ? ' ' : '';
  if (OPEN_CLAUSE.test(before) && LOWER_CASE.test(after)) return ' ';
  return undefined;
}

/** Joins a number that a line break cut: what stands after the break is no line of its own ("9.⏎300 lecteurs"). */
export const rejoinNumbers: CleaningRule = {
  name: 'broken-lines',
  kind: 'repaired',
  find: (text) => editMatches(text, /\n(?<=(?:^|[^\d.,])\d{1,3}[.,]\n)\n{0,99}(?=\d{3}(?!\d))/gm, () => ''),
};

/** Whether the break after line `at` stands in a run of short lines. */
function isVerse(lengths: readonly number[], at: number): boolean {
  const isShort = (line: number): boolean => (lengths[line] ?? Number.POSITIVE_INFINITY) <= MAX_VERSE_LENGTH;
  if (!isShort(at) || !isShort(at + 1)) return false;
  let run = 2;
  for (let line = at - 1; run < MIN_VERSE_LINES && isShort(line); line--) run++;
  for (let line = at + 2; run < MIN_VERSE_LINES && isShort(line); line++) run++;
  return run >= MIN_VERSE_LINES;
}

/** Joins what a line break cut in two: a domain, a name, a sentence that goes on in lower case. */
export const rejoinLines: CleaningRule = {
  name: 'broken-lines',
  kind: 'repaired',
  find(text) {
    const edits: Edit[] = [];
    const gaps = [...findRuns(text, '\n')];
    const lengths = [...gaps, { start: text.length }].map(({ start }, at) => start - (gaps[at - 1]?.end ?? 0));
    let isHyphenated = false;
    const isCut = ({ start, end }: Span): boolean =>
      text.charAt(start - 1) === '-' &&
      cutsWord(
        text.slice(Math.max(0, start - CONTEXT_LENGTH), start),
        text.slice(end, end + CONTEXT_LENGTH),
        text,
        isHyphenated,
      );
    // Where one hyphen surely cut a word, or several stand at line ends, the lines were set in a column, and the others did too.
    const isParted = ({ start, end }: Span): boolean =>
      PARTED_WORD.test(text.slice(Math.max(0, start - 2), start)) && /^\p{Ll}/u.test(text.charAt(end));
    isHyphenated = gaps.some(isCut) || gaps.filter(isParted).length >= MIN_PARTED;
    for (const [at, { start, end }] of gaps.entries()) {
      if (start === 0 || end === text.length) continue;
      const before = text.slice(Math.max(0, start - CONTEXT_LENGTH), start);
      const after = text.slice(end, end + CONTEXT_LENGTH);
      if (before.endsWith('-')) {
        if (isHyphenated && isCut({ start, end })) edits.push({ start: start - 1, end, text: '' });
        // In a column a compound is parted at its own hyphen.
        else if (isHyphenated && isParted({ start, end })) edits.push({ start, end, text: '' });
        continue;
      }
      if (!isHyphenated && isVerse(lengths, at)) continue;
      const between = joint(before, after);
      if (between !== undefined) edits.push({ start, end, text: between });
    }
    return edits;
  },
};
