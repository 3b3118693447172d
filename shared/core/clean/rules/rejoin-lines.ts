import { type CleaningRule, type Edit, editMatches } from '../cleaning-rule.ts';

/** How far from a line break its context is read; enough for a number, a domain or an abbreviation. */
const CONTEXT_LENGTH = 24;

const WORD_POINT = /[\p{L}\d]\.$/u;
const DOMAIN_END = /^(?:com|fr|org|net|eu|be|ch|ca|info|tv|io)(?![\p{L}\p{N}])/u;
const BOUND_ABBREVIATION = /(?:^|[^\p{L}])(?:MM?|Mmes?|Mlles?|Mgr|Dr|Me|Pr|St|Ste|\p{Lu})\.$/u;
const CLOSES = /^[,;)\]»”!?.…]/u;
const OPEN_CLAUSE = /[\p{L}\p{N}%,;(»”"'’)]$/u;
const LOWER_CASE = /^[«“"(]?\s?\p{Ll}/u;
const ITEM = /^(?:[-–—•*]|[a-z][).])\s/u;

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
  find: (text) => editMatches(text, /(?<=(?:^|[^\d.,])\d{1,3}[.,])\n+(?=\d{3}(?!\d))/gm, () => ''),
};

/** Joins what a line break cut in two: a domain, a name, a sentence that goes on in lower case. */
export const rejoinLines: CleaningRule = {
  name: 'broken-lines',
  kind: 'repaired',
  find(text) {
    const edits: Edit[] = [];
    for (const { 0: gap, index } of text.matchAll(/\n+/g)) {
      const end = index + gap.length;
      if (index === 0 || end === text.length) continue;
      const between = joint(
        text.slice(Math.max(0, index - CONTEXT_LENGTH), index),
        text.slice(end, end + CONTEXT_LENGTH),
      );
      if (between !== undefined) edits.push({ start: index, end, text: between });
    }
    return edits;
  },
};
