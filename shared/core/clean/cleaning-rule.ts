import type { CleaningMark } from '../article.ts';
import type { LineReader, ReadLine } from './line-reader.ts';

/** One change to a text: the UTF-16 span `[start, end)` gives way to `text`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
  /** The rule to report, where it is narrower than the rule that found the edit (a family of furniture). */
  rule?: string;
}

/** What a rule may know besides the text itself. */
export interface CleaningContext {
  /** The cleaned title, or an empty string. */
  title: string;
  /** Remembers what was found out about a line, over all passes. */
  reader: LineReader;
}

/**
 * One named step of the cleaning. `find` is pure and returns edits in order that do not overlap;
 * an empty list means that there is nothing to do, which is the usual case and must be cheap to see.
 */
export interface CleaningRule {
  name: string;
  kind: CleaningMark['kind'];
  find(text: string, context: CleaningContext): Edit[];
}

/** Replaces every match of a global pattern, which matches no empty string; `replace` returns `undefined` to leave a match alone. */
export function editMatches(
  text: string,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => string | undefined,
): Edit[] {
  const edits: Edit[] = [];
  // The pattern itself and not a copy of it, as matchAll would make: most texts hold nothing that it looks for.
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const replacement = replace(match);
    if (replacement === undefined || replacement === match[0]) continue;
    edits.push({ start: match.index, end: match.index + match[0].length, text: replacement });
  }
  return edits;
}

/** Takes out the line at `start` with the line feed after it. */
export function removeLine(text: string, start: number, line: string): Edit {
  return { start, end: Math.min(start + line.length + 1, text.length), text: '' };
}

/** Finds the edits of a rule that looks at one line at a time; `findInLine` gives offsets in its line. */
export function editLines(findInLine: (line: ReadLine) => readonly Edit[]): CleaningRule['find'] {
  return (text, { reader }) => {
    const edits: Edit[] = [];
    let offset = 0;
    for (const line of reader.linesOf(text)) {
      for (const edit of findInLine(line)) {
        edits.push({ ...edit, start: edit.start + offset, end: edit.end + offset });
      }
      offset += line.text.length + 1;
    }
    return edits;
  };
}
