import type { CleaningRule, Edit } from '../cleaning-rule.ts';
import { familyOf } from '../furniture/families.ts';
import { readLine } from '../furniture/line.ts';

const PROGRAM_START =
  /(?<![\p{L}\p{N}])(?:(?:window|document|googletag|console|jQuery|dataLayer|localStorage|navigator)[.[(]|(?:var|let|const) \w{1,40} ?=|function ?\w{0,30} ?\(|\$\(|[.#@][a-z][\w-]{0,40}[^{}.!?\n]{0,60}\{)/gu;
/** A program's statement or block ends, and a word of the article follows. */
const PROGRAM_END = /[;})]\s+(?=[«“"]?\p{Lu}[\p{L}’']*\s)|[;})]\s*$/u;
const MAX_PROGRAM_LENGTH = 1000;

/** Takes out the statements and styles of a page that ran into a paragraph. */
export const removeGluedPrograms: CleaningRule = {
  name: 'script',
  kind: 'removed',
  find(text) {
    const edits: Edit[] = [];
    if (!/[{;]/.test(text)) return edits;
    for (const { index } of text.matchAll(PROGRAM_START)) {
      if (index < (edits.at(-1)?.end ?? 0)) continue;
      const ahead = text.slice(index, index + MAX_PROGRAM_LENGTH);
      const lineEnd = ahead.indexOf('\n');
      const window = lineEnd < 0 ? ahead : ahead.slice(0, lineEnd);
      const end = PROGRAM_END.exec(window);
      if (end === null) continue;
      const length = end.index + end[0].length;
      if (familyOf(readLine(window.slice(0, length))) === 'script')
        edits.push({ start: index, end: index + length, text: '' });
    }
    return edits;
  },
};
