import { findWords } from '../../text/find-words.ts';
import { foldText } from '../../text/fold-text.ts';
import { readWord, type Word } from './words/read-word.ts';

/** A line of text (or a stretch of a glued one) in the forms that the furniture families look at. */
export interface Line {
  text: string;
  /** Lower case, no accents: see `foldText`. */
  folded: string;
  /** Folded words, split at apostrophes and hyphens. */
  words: readonly string[];
  /** The same words, as many, as they were written, */
  written: readonly string[];
  /** and what each says of the line: see `kindsOf`. */
  kinds: readonly number[];
  /** Ends as a sentence does. */
  ends: boolean;
}

/** A family of page furniture, told by what a line looks like. */
export interface FurnitureFamily {
  name: string;
  matches(line: Line): boolean;
}

const STOPS = new Set('.!?…');
const CLOSING_SIGNS = new Set('»”")]');

/** The sign that a text ends in, before quotes and brackets that close there; an empty string when it has no other. */
export function lastSign(text: string): string {
  let at = text.length - 1;
  while (CLOSING_SIGNS.has(text.charAt(at))) at--;
  return text.charAt(at);
}

export function readLine(text: string): Line {
  const trimmed = text.trim();
  const words = findWords(trimmed, (start, end) => readWord(trimmed.slice(start, end)));
  return lineOf(trimmed, words);
}

/** A line of which the words are known. */
export function lineOf(text: string, words: readonly Word[]): Line {
  return {
    text,
    folded: foldText(text),
    words: words.map((word) => word.folded),
    written: words.map((word) => word.written),
    kinds: words.map((word) => word.kinds),
    ends: STOPS.has(lastSign(text)),
  };
}
