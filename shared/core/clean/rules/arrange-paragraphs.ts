import { type CleaningRule, type Edit, editMatches } from '../cleaning-rule.ts';

/** Each line is a paragraph; one blank line stands between two, none before the first or after the last. */
export const arrangeParagraphs: CleaningRule = {
  name: 'blank-lines',
  kind: 'repaired',
  find: (text): Edit[] =>
    editMatches(text, /\n+/g, (match) => {
      const atEdge = match.index === 0 || match.index + match[0].length === text.length;
      return atEdge ? '' : '\n\n';
    }),
};
