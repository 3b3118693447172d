import type { CleaningContext, CleaningRule, Edit } from '../cleaning-rule.ts';
import { onceALine, type ReadLine } from '../line-reader.ts';
import { type Setting, signsOf } from '../quotes/pair-marks.ts';
import { ENDED, lookOf, OPENING, type QuoteMark, readMarks, SINGLE } from '../quotes/read-marks.ts';

/** A sentence end that ran into the next sentence: where the closing quote of an open quotation was lost. */
const GLUED_END = /\p{Ll}[.!?](?=\p{Lu}\p{Ll})/u;

/** Closes a quotation that is still open where a stop ran into the next word, the trace of a lost closing quote. */
function closeLost(paragraph: string, marks: readonly QuoteMark[]): number | undefined {
  const open: QuoteMark[] = [];
  for (const mark of marks) {
    if (SINGLE.has(mark.char)) continue;
    if (mark.side === 'opens') open.push(mark);
    else open.pop();
  }
  const opener = open.at(-1);
  if (opener === undefined) return undefined;
  const next = marks.find((mark) => mark.start > opener.start);
  const stretch = paragraph.slice(opener.end, next?.start);
  const found = GLUED_END.exec(stretch);
  return found === null ? undefined : opener.end + found.index + found[0].length;
}

/** What is to be done to the signs of a paragraph, and what it leaves to the next one. */
interface QuoteReading {
  edits: Edit[];
  /** Its last quotation is not closed. */
  isOpen: boolean;
  /** It has a double sign, and the first one does not open anything. */
  continues: boolean;
  /** It ends in a sign that closes nothing: the next paragraph's, if that one lacks one. */
  strayEnd: QuoteMark | undefined;
}

function readQuotes(paragraph: string, setting: Setting): QuoteReading {
  const { openBefore } = setting;
  const marks = readMarks(paragraph, openBefore);
  const edits: Edit[] = [];
  const signs = signsOf(marks, setting);
  for (const [at, { start, end, char }] of marks.entries()) {
    const sign = signs[at];
    if (sign !== undefined && sign !== char) edits.push({ start, end, text: sign });
  }
  const lost = closeLost(paragraph, marks);
  if (lost !== undefined) edits.push({ start: lost, end: lost, text: ' »' });
  edits.sort((a, b) => a.start - b.start);
  const doubles = marks.filter(({ char }) => !SINGLE.has(char));
  let open = openBefore ? 1 : 0;
  let stray: QuoteMark | undefined;
  for (const mark of doubles) {
    stray = mark.side === 'closes' && open === 0 ? mark : undefined;
    open = mark.side === 'opens' ? open + 1 : Math.max(0, open - 1);
  }
  const strayEnd =
    stray?.char === '"' && stray.end === paragraph.length && ENDED.test(paragraph.slice(0, stray.start))
      ? stray
      : undefined;
  return {
    edits,
    isOpen: open > 0 && lost === undefined,
    continues: continuesQuotation(paragraph, doubles[0]),
    strayEnd,
  };
}

function continuesQuotation(paragraph: string, first: QuoteMark | undefined): boolean {
  if (first === undefined) return false;
  const { start, end, char } = first;
  const look = lookOf(paragraph, start, end);
  return look !== 'opens' && !(look === undefined && OPENING.has(char));
}

/** A reader for each setting, so that a line is read once in each: what is open before it, in the next bit after it. */
const READERS = [false, true].flatMap((openAfter) =>
  [false, true].map((openBefore) => onceALine((paragraph) => readQuotes(paragraph, { openBefore, openAfter }))),
);
const readerFor = ({ openBefore, openAfter }: Setting) =>
  READERS[Number(openBefore) + 2 * Number(openAfter)] as (line: ReadLine) => QuoteReading; // four settings, four readers
const readFresh = readerFor({ openBefore: false, openAfter: false });

function findQuotes(text: string, { reader }: CleaningContext): Edit[] {
  const edits: Edit[] = [];
  const lines: { line: ReadLine; start: number }[] = [];
  let next = 0;
  for (const line of reader.linesOf(text)) {
    if (line.text !== '') lines.push({ line, start: next });
    next += line.text.length + 1;
  }
  let before: { isOpen: boolean; stray: Edit | undefined } = { isOpen: false, stray: undefined };
  for (const [index, { line, start }] of lines.entries()) {
    const follower = lines[index + 1]?.line;
    const openBefore = (before.isOpen || before.stray !== undefined) && readFresh(line).continues;
    const openAfter = follower !== undefined && readFresh(follower).continues;
    const reading = readerFor({ openBefore, openAfter })(line);
    if (openBefore && before.stray !== undefined && /^\p{Lu}/u.test(line.text)) {
      // The sign at the end of the line before opens what this line closes.
      edits.pop(); // what made a closing guillemet of it
      edits.push(before.stray, { start, end: start, text: '« ' });
    }
    for (const edit of reading.edits) edits.push({ ...edit, start: edit.start + start, end: edit.end + start });
    const { isOpen, strayEnd } = reading;
    const stray = strayEnd && { start: strayEnd.start + start, end: strayEnd.end + start, text: '' };
    before = { isOpen, stray };
  }
  return edits;
}

/**
 * One French style of quotes: « » outside and “ ” inside, open and close followed through each paragraph.
 */
export const normaliseQuotes: CleaningRule = {
  name: 'quotes',
  kind: 'repaired',
  find: (text, context) => findQuotes(text, context),
};
