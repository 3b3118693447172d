import type { Span } from '../span.ts';

/** Text wrapped at a fixed width has lines at least this long (UTF-16 units); a shorter one is a heading or a list item. */
const MIN_WRAPPED_LINE = 40;
const LINE = /[^\n\r\u2028\u2029]+/g;
const SINGLE_BREAK = /^[^\S\n\r]*(?:\r\n|[\n\r\u2028\u2029])[^\S\n\r]*$/;

/**
 * Finds the paragraphs of a text, without the white space at their ends. Every line is one (scraped articles break lines between paragraphs), except that a
 * line goes on in the next one when it is long, ends in a letter or a comma, and the next begins in lower case: such
 * text was wrapped at a fixed width.
 */
export function findParagraphs(text: string): Span[] {
  const paragraphs: Span[] = [];
  let lastLine: Span = { start: 0, end: 0 };
  for (const match of text.matchAll(LINE)) {
    const [line] = match;
    const start = match.index + line.length - line.trimStart().length;
    const end = match.index + line.trimEnd().length;
    if (start >= end) continue;
    const paragraph = paragraphs.at(-1);
    if (paragraph !== undefined && isWrapped(text, lastLine, start)) paragraph.end = end;
    else paragraphs.push({ start, end });
    lastLine = { start, end };
  }
  return paragraphs;
}

function isWrapped(text: string, line: Span, next: number): boolean {
  return (
    line.end - line.start >= MIN_WRAPPED_LINE &&
    /[\p{L},]/u.test(text.charAt(line.end - 1)) &&
    /\p{Ll}/u.test(text.charAt(next)) &&
    SINGLE_BREAK.test(text.slice(line.end, next))
  );
}
