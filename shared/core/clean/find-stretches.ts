import type { Span } from '../span.ts';

const WORD_SIGN = /[\p{L}\p{N}]/u;

/**
 * Where `text` says one of `stretches`, whatever white space stands in either between the words. A stretch that begins
 * or ends inside a word of the text is not said there.
 */
export function findStretches(text: string, stretches: readonly string[]): Span[] {
  const wanted = stretches.map(foldSpaces).filter((stretch) => stretch !== '');
  if (wanted.length === 0) return [];
  // Each run of white space is one space here; `offsets` leads from the folded text to the text.
  const offsets: number[] = [];
  let folded = '';
  for (const { 0: piece, index } of text.matchAll(/\s+|\S+/g)) {
    const kept = piece.trim() === '' ? ' ' : piece;
    for (let unit = 0; unit < kept.length; unit++) offsets.push(index + unit);
    folded += kept;
  }
  const spans: Span[] = [];
  for (const stretch of wanted) {
    for (let at = folded.indexOf(stretch); at >= 0; at = folded.indexOf(stretch, at + stretch.length)) {
      const end = at + stretch.length;
      if (cutsWord(folded, at) || cutsWord(folded, end)) continue;
      spans.push({ start: offsets[at] as number, end: (offsets[end - 1] as number) + 1 }); // within the folded text
    }
  }
  return spans;
}

const foldSpaces = (text: string): string => text.replace(/\s+/g, ' ').trim();

const cutsWord = (text: string, at: number): boolean =>
  WORD_SIGN.test(text.charAt(at - 1)) && WORD_SIGN.test(text.charAt(at));
