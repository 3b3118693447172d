import type { CleaningRule, Edit } from '../cleaning-rule.ts';

/** How far from a line break its context is read; enough for a number, a domain or an abbreviation. */
const CONTEXT_LENGTH = 24;

const DIGITS_POINT = /(?:^|[^\d.,])\d{1,3}[.,]$/;
const THREE_DIGITS = /^\d{3}(?!\d)/;
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
  if (DIGITS_POINT.test(before) && THREE_DIGITS.test(after)) return '';
  if (WORD_POINT.test(before) && DOMAIN_END.test(after)) return '';
  if (BOUND_ABBREVIATION.test(before) && /^\p{Lu}/u.test(after)) return ' ';
  if (CLOSES.test(after)) return /^[!?;»]/u.test(after) ? ' ' : '';
  if (OPEN_CLAUSE.test(before) && LOWER_CASE.test(after)) return ' ';
  return undefined;
}

/** Joins what a line break cut in two: a number ("2.⏎600"), a domain, a name, a sentence that goes on in lower case. */
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
