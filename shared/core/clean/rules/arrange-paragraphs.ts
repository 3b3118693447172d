import { findRuns } from '../../text/find-runs.ts';
import type { CleaningRule, Edit } from '../cleaning-rule.ts';

/** Each line is a paragraph; one blank line stands between two, none before the first or after the last. */
export const arrangeParagraphs: CleaningRule = {
  name: 'blank-lines',
  kind: 'repaired',
  find(text) {
    const edits: Edit[] = [];
    for (const { start, end } of findRuns(text, '\n')) {
      const atEdge = start === 0 || end === text.length;
      if (atEdge || end - start !== 2) edits.push({ start, end, text: atEdge ? '' : '\n\n' });
    }
    return edits;
  },
};
