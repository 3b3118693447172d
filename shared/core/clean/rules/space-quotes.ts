import { type CleaningRule, type Edit, editLines } from '../cleaning-rule.ts';
import { onceALine } from '../line-reader.ts';

function findQuoteSpaces(paragraph: string): Edit[] {
  const edits: Edit[] = [];
  for (const { 0: mark, index: at } of paragraph.matchAll(/[«»“”]/g)) {
    const opens = mark === '«' || mark === '“';
    const inner = mark === '«' || mark === '»' ? ' ' : '';
    const before = paragraph.charAt(at - 1);
    const after = paragraph.charAt(at + 1);
    const left = opens ? (/[\p{L}\p{N}.,;:!?…»”%)]/u.test(before) ? ' ' : undefined) : inner;
    const right = opens ? inner : /[\p{L}\p{N}«“(]/u.test(after) ? ' ' : undefined;
    if (left !== undefined && before !== '' && before !== '«' && before !== '“') {
      if (before === ' ' && left === '') edits.push({ start: at - 1, end: at, text: '' });
      else if (before !== ' ' && left === ' ') edits.push({ start: at, end: at, text: ' ' });
    }
    if (right !== undefined && after !== '') {
      if (after === ' ' && right === '' && opens) edits.push({ start: at + 1, end: at + 2, text: '' });
      else if (after !== ' ' && right === ' ') edits.push({ start: at + 1, end: at + 1, text: ' ' });
    }
  }
  return withoutRepeats(edits);
}

/** Inside « » stands one space and outside at least one; “ ” hold none. */
export const spaceQuotes: CleaningRule = {
  name: 'quote-spaces',
  kind: 'repaired',
  find: editLines(onceALine(findQuoteSpaces)),
};

/** Two marks side by side can both ask for the space between them; one is enough. */
function withoutRepeats(edits: readonly Edit[]): Edit[] {
  return edits.filter((edit, index) => edit.start !== edits[index - 1]?.start);
}
