import type { Span } from '../text/span.ts';

const WORD_SIGN = /[\p{L}\p{N}]/u;

/** Words as they are told apart from others: each run of white space counts as one space, none at the ends. */
export const foldSpaces = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * Finds where `text` says a stretch, whatever white space stands in either between the words. One that begins or ends
 * inside a word of the text is not said there.
 */
export function createStretchFinder(text: string): (stretch: string) => Iterable<Span> {
  // Each run of white space is one space here; `offsets` leads from the folded text to the text.
  const offsets = new Int32Array(text.length);
  const pieces: string[] = [];
  let length = 0;
  for (const { 0: piece, index } of text.matchAll(/\s+|\S+/g)) {
    const kept = piece.trim() === '' ? ' ' : piece;
    for (let unit = 0; unit < kept.length; unit++) offsets[length + unit] = index + unit;
    length += kept.length;
    pieces.push(kept);
  }
  const folded = pieces.join('');

  return function* find(given) {
    const stretch = foldSpaces(given);
    if (stretch === '') return;
    for (let at = folded.indexOf(stretch); at >= 0; at = folded.indexOf(stretch, at + stretch.length)) {
      const end = at + stretch.length;
      if (cutsWord(folded, at) || cutsWord(folded, end)) continue;
      yield { start: offsets[at] as number, end: (offsets[end - 1] as number) + 1 }; // within the folded text
    }
  };
}

const cutsWord = (text: string, at: number): boolean =>
  WORD_SIGN.test(text.charAt(at - 1)) && WORD_SIGN.test(text.charAt(at));

/** Whether nothing was found, which asks for no more than the first. */
export const isEmpty = (found: Iterable<unknown>): boolean => found[Symbol.iterator]().next().done === true;
