import { type CleaningRule, type Edit, removeLine } from '../cleaning-rule.ts';
import { onceALine, type ReadLine } from '../line-reader.ts';
import { keyOf } from '../text-key.ts';

/** How much of two lines, in letters and digits, must agree before they are compared whole. */
const OPENING_LENGTH = 16;
/** Repeats shorter than this may be meant: a refrain, a speaker's name, a "Non." */
const MIN_REPEATED_KEY = 24;
const MIN_LEAD_KEY = 40;

/** Lines that begin alike: the first of them waits for a second before it is read whole. */
interface Alike {
  first: ReadLine;
  keys?: Set<string>;
}

const openingOf = onceALine((text) => keyOf(text.slice(0, 2 * OPENING_LENGTH)).slice(0, OPENING_LENGTH));
const keyOnce = onceALine(keyOf);

/** Takes out a line that repeats an earlier one, and a short paragraph that the next one begins with. */
export const removeDuplicates: CleaningRule = {
  name: 'duplicate',
  kind: 'removed',
  find(text, { reader }) {
    const edits: Edit[] = [];
    const seen = new Map<string, Alike>();
    let previous: { start: number; line: ReadLine; opening: string } | undefined;
    let next = 0;
    for (const line of reader.linesOf(text)) {
      const start = next;
      next += line.text.length + 1;
      if (line.text === '') continue;
      const opening = openingOf(line);
      const alike = opening.length === OPENING_LENGTH ? seen.get(opening) : undefined;
      const key = alike === undefined ? '' : keyOnce(line);
      if (alike === undefined) seen.set(opening, { first: line });
      else {
        alike.keys ??= new Set([keyOnce(alike.first)]);
        if (key.length >= MIN_REPEATED_KEY && alike.keys.has(key)) {
          edits.push(removeLine(text, start, line.text));
          continue;
        }
        alike.keys.add(key);
      }
      if (alike !== undefined && previous?.opening === opening) {
        const lead = keyOnce(previous.line);
        if (lead.length >= MIN_LEAD_KEY && key.startsWith(lead)) {
          edits.push(removeLine(text, previous.start, previous.line.text));
        }
      }
      previous = { start, line, opening };
    }
    return edits;
  },
};
