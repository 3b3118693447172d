import { type CleaningRule, type Edit, removeLine } from '../cleaning-rule.ts';
import { keyOf } from '../text-key.ts';

/** How much of two lines, in letters and digits, must agree before they are compared whole. */
const OPENING_LENGTH = 16;
/** Repeats shorter than this may be meant: a refrain, a speaker's name, a "Non." */
const MIN_REPEATED_KEY = 24;
const MIN_LEAD_KEY = 40;

/** Lines that begin alike: the first of them waits for a second before it is read whole. */
interface Alike {
  first: string;
  keys: Set<string>;
}

const openingOf = (text: string): string => keyOf(text.slice(0, 2 * OPENING_LENGTH)).slice(0, OPENING_LENGTH);

/** Takes out a line that repeats an earlier one, and a short paragraph that the next one begins with. */
export const removeDuplicates: CleaningRule = {
  name: 'duplicate',
  kind: 'removed',
  find(text, { reader }) {
    const edits: Edit[] = [];
    const seen = new Map<string, Alike>();
    let previous: { start: number; line: string; opening: string } | undefined;
    let next = 0;
    for (const line of reader.linesOf(text)) {
      const start = next;
      next += line.length + 1;
      if (line === '') continue;
      const opening = reader.readOnce(line, openingOf);
      const alike = opening.length === OPENING_LENGTH ? seen.get(opening) : undefined;
      const key = alike === undefined ? '' : reader.readOnce(line, keyOf);
      if (alike === undefined) seen.set(opening, { first: line, keys: new Set() });
      else {
        if (alike.keys.size === 0) alike.keys.add(reader.readOnce(alike.first, keyOf));
        if (key.length >= MIN_REPEATED_KEY && alike.keys.has(key)) {
          edits.push(removeLine(text, start, line));
          continue;
        }
        alike.keys.add(key);
      }
      if (alike !== undefined && previous?.opening === opening) {
        const lead = reader.readOnce(previous.line, keyOf);
        if (lead.length >= MIN_LEAD_KEY && key.startsWith(lead)) {
          edits.push(removeLine(text, previous.start, previous.line));
        }
      }
      previous = { start, line, opening };
    }
    return edits;
  },
};
