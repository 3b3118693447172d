import { foldText } from '../fold-text.ts';

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

const WORD = /[\p{L}\p{N}]+/gu;
const ENDS = /[.!?…][»”")\]]*$/;

export function readLine(text: string): Line {
  const trimmed = text.trim();
  const folded = foldText(trimmed);
  const written = trimmed.match(WORD) ?? [];
  return { text: trimmed, folded, words: folded.match(WORD) ?? [], written, ends: ENDS.test(trimmed) };
}
