import type { Sentence } from '../article.ts';
import { findParagraphs } from './find-paragraphs.ts';
import { isSentenceEnd } from './is-sentence-end.ts';

// Every repetition has a bound: V8 has 64 MB for what a pattern remembers of a run, too little for one of megabytes.
/** Addresses are stepped over whole; everything else that matters is a run of terminators or a straight quote. */
const POINT_OF_INTEREST = /(?:https?:\/\/|\bwww\.)[^\s«»“”"<>]{0,9999}[^\s«»“”"<>.,;:!?…)\]]|[.!?…]{1,9999}|"/g;
/** A piece of what may follow a terminator and still belongs to its sentence. */
const TAIL = /\s{0,9999}[!?…]{1,9999}|\.{1,9999}|\s{0,9999}[»”)\]]|['’](?=[\s»”)\],;]|$)/y;
const SPACES = /\s{1,9999}/y;

/**
 * Splits French text into sentences. Every character but white space between sentences belongs to exactly one of them,
 * and `text.slice(start, end) === sentence.text`; offsets are UTF-16 units. Takes linear time.
 *
 * A line break ends a sentence and its paragraph, unless it only wraps a long line (see `findParagraphs`). A closing
 * quote or bracket stays with the sentence it closes; a dash or an opening quote goes with the sentence it opens.
 */
export function segmentText(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  const find = createFinder(text);
  findParagraphs(text).forEach(({ start: from, end: to }, paragraph) => {
    const push = (start: number, end: number) =>
      sentences.push({ paragraph, start, end, text: text.slice(start, end) });
    let start = from;
    for (const end of sentenceEnds(text, find, from, to)) {
      push(start, end);
      start = skip(SPACES, text, end, to);
    }
    push(start, to);
  });
  return sentences;
}

type Finder = (from: number) => RegExpExecArray | null;

/** The first point of interest from a place on. What was found for one paragraph serves the next ones up to it. */
function createFinder(text: string): Finder {
  let from = Number.POSITIVE_INFINITY;
  let found: RegExpExecArray | null = null;
  return (at) => {
    if (at >= from && (found === null || at <= found.index)) return found;
    POINT_OF_INTEREST.lastIndex = at;
    from = at;
    found = POINT_OF_INTEREST.exec(text);
    return found;
  };
}

/** Where sentences end inside one paragraph, its own end not included. */
function* sentenceEnds(text: string, find: Finder, from: number, to: number): Generator<number> {
  let start = from;
  let quoted = false;
  let resume = from;
  for (let match = find(from); match !== null && match.index < to; match = find(resume)) {
    const [mark] = match;
    resume = match.index + mark.length;
    if (mark === '"') {
      quoted = opensQuote(text, match.index, quoted);
      continue;
    }
    if (!/^[.!?…]/.test(mark)) continue;
    let end = skip(TAIL, text, match.index + mark.length, to);
    const quoteAt = text[end] === '"' ? end : skip(SPACES, text, end, to);
    if (text[quoteAt] === '"' && !opensQuote(text, quoteAt, quoted)) {
      quoted = false;
      end = skip(TAIL, text, quoteAt + 1, to);
    }
    const next = skip(SPACES, text, end, to);
    if (next >= to) return;
    resume = end;
    if (isSentenceEnd({ text, start, mark: match.index, end, next })) {
      yield end;
      start = next;
    }
  }
}

/** A straight quote with space on one side only shows its direction; any other closes what is open. */
function opensQuote(text: string, at: number, quoted: boolean): boolean {
  const spaceBefore = at === 0 || /\s/.test(text.charAt(at - 1));
  const spaceAfter = at + 1 === text.length || /\s/.test(text.charAt(at + 1));
  return spaceBefore === spaceAfter ? !quoted : spaceBefore;
}

/** Piece by piece, so that a tail that goes on through all paragraphs is not read to its end for each of them. */
function skip(pattern: RegExp, text: string, at: number, to: number): number {
  let end = at;
  while (end < to) {
    pattern.lastIndex = end;
    if (!pattern.test(text)) break;
    end = pattern.lastIndex;
  }
  return end;
}
