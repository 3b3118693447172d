import { findWords } from '../../find-words.ts';
import { foldText } from '../../fold-text.ts';

/** A line of text (or a stretch of a glued one) in the forms that the furniture families look at. */
export interface Line {
  text: string;
  /** Lower case, no accents: see `foldText`. */
  folded: string;
  /** Folded words, split at apostrophes and hyphens. */
  words: readonly string[];
  /** The same words, as many, as they were written. */
  written: readonly string[];
  /** Ends as a sentence does. */
  ends: boolean;
}

/** A family of page furniture, told by what a line looks like. */
export interface FurnitureFamily {
  name: string;
  matches(line: Line): boolean;
}

const ENDS = /[.!?…][»”")\]]*$/;

export function readLine(text: string): Line {
  const trimmed = text.trim();
  const folded = foldText(trimmed);
  const spans = findWords(folded);
  return {
    text: trimmed,
    folded,
    words: spans.map(({ start, end }) => folded.slice(start, end)),
    written: spans.map(({ start, end }) => trimmed.slice(start, end)),
    ends: ENDS.test(trimmed),
  };
}
