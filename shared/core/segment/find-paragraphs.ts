import type { Span } from '../text/span.ts';

/** Text wrapped at a fixed width has lines at least this long (UTF-16 units); a shorter one is a heading or a list item. */
const MIN_WRAPPED_LINE = 40;
const LINE_END = /[\n\r\u2028\u2029]/g;
const BREAK = /\r\n|[\n\r]/;

/**
 * Finds the paragraphs of a text, without the white space at their ends. Every line is one (scraped articles break lines between paragraphs), except that a
 * line goes on in the next one when it is long, ends in a letter or a comma, and the next begins in lower case: such
 * text was wrapped at a fixed width.
 */
export function findParagraphs(text: string): Span[] {
  const paragraphs: Span[] = [];
  let lastLine: Span = { start: 0, end: 0 };
  for (const { start: from, end: to } of linesOf(text)) {
    const line = text.slice(from, to);
    const start = to - line.trimStart().length;
    const end = from + line.trimEnd().length;
    if (start >= end) continue;
    const paragraph = paragraphs.at(-1);
    if (paragraph !== undefined && isWrapped(text, lastLine, start)) paragraph.end = end;
    else paragraphs.push({ start, end });
    lastLine = { start, end };
  }
  return paragraphs;
}

/** A pattern of the line itself would remember each of its units, and has no room for those of a line of megabytes. */
function* linesOf(text: string): Generator<Span> {
  let start = 0;
  for (const { index } of text.matchAll(LINE_END)) {
    yield { start, end: index };
    start = index + 1;
  }
  yield { start, end: text.length };
}

function isWrapped(text: string, line: Span, next: number): boolean {
  return (
    line.end - line.start >= MIN_WRAPPED_LINE &&
    /[\p{L},]/u.test(text.charAt(line.end - 1)) &&
    /\p{Ll}/u.test(text.charAt(next)) &&
    text.slice(line.end, next).split(BREAK, 3).length <= 2
  );
}
