import { type CleaningContext, type CleaningRule, type Edit, editLines } from '../cleaning-rule.ts';

type Side = 'opens' | 'closes';

interface QuoteMark {
  start: number;
  end: number;
  char: string;
  side: Side;
}

/** Double quotes of every style, two single ones typed for a double, and single ones, which may be apostrophes. */
const QUOTE = /[“”„‟"«»‹›〝〞‘]|''|’’|['’]/g;
const OPENING = new Set(['“', '„', '‟', '«', '‹', '〝', '‘']);
const CLOSING = new Set(['”', '»', '›', '〞', '’']);
const SINGLE = new Set(["'", '’', '‘']);
const GUILLEMETS = new Set(['«', '»', '‹', '›']);
const BEFORE_OPENING = /[\s([{’'/–—-]/u;
const AFTER_CLOSING = /[\s,.;:!?…)\]}–—-]/u;

/** The side a mark looks to be on, from the characters around it alone; undefined when they do not tell. */
function lookOf(paragraph: string, start: number, end: number): Side | undefined {
  const free = start === 0 || BEFORE_OPENING.test(paragraph.charAt(start - 1));
  const freeAfter = end === paragraph.length || AFTER_CLOSING.test(paragraph.charAt(end));
  if (free === freeAfter) return undefined;
  return free ? 'opens' : 'closes';
}

/** The "and" of "rock 'n' roll". */
const SHORT_AND = /^['’]n['’]$/i;

/** A single sign is a quote when it stands at the edge of a word: open before a letter, closed after one. */
function isApostrophe(paragraph: string, start: number, char: string): boolean {
  if (char !== "'" && char !== '’') return false;
  if (SHORT_AND.test(paragraph.slice(start, start + 3))) return true;
  if (SHORT_AND.test(paragraph.slice(Math.max(0, start - 2), start + 1))) return true;
  const before = paragraph.charAt(start - 1);
  const after = paragraph.charAt(start + 1);
  if (char === "'" && /[\s(«“"]|^$/.test(before)) return !/\p{L}/u.test(after);
  return !/[\p{L}\p{N}.!?…]/u.test(before) || !/[\s,.;:!?)»”"]|^$/.test(after);
}

function natureOf(char: string): Side | undefined {
  if (OPENING.has(char)) return 'opens';
  return CLOSING.has(char) ? 'closes' : undefined;
}

/** Feet and inches, minutes and seconds: 5' 11", 3'25". */
const MEASURE = /\d ?['’′] ?\d{1,2}$/;
/** What stands after a closing quote and never after an opening one. */
const AFTER_CLOSED = /^ ?[,;:)]|^\.(?!\.)/;
/** A sentence that ran into the quotation after it. */
const ENDED = /[.!?…»”]$/;

/** Between a stop and a capital a sign opens when the next one of its kind can only close. */
function isGluedOpening(paragraph: string, start: number, char: string): boolean {
  if (!ENDED.test(paragraph.charAt(start - 1)) || !/^\p{Lu}/u.test(paragraph.slice(start + 1))) return false;
  const next = paragraph.indexOf(char, start + 1);
  return next > 0 && lookOf(paragraph, next, next + 1) === 'closes';
}

/** Signs typed the wrong way round all through: » X «. */
function isReversed(paragraph: string): boolean {
  const signs = [...paragraph.matchAll(/[«»]/g)];
  const [first, last] = [signs[0], signs.at(-1)];
  if (first?.[0] !== '»' || last?.[0] !== '«' || signs.length % 2 !== 0) return false;
  if (signs.some((sign, index) => sign[0] !== (index % 2 === 0 ? '»' : '«'))) return false;
  return (
    /(?:^|[:(,]) ?$/.test(paragraph.slice(0, first.index)) && /^ ?(?:$|[,.;:!?)])/.test(paragraph.slice(last.index + 1))
  );
}

/** Decides the side of each mark: its look, its nature, and whether a quotation is open at that point. */
function readMarks(paragraph: string, openBefore: boolean): QuoteMark[] {
  const marks: QuoteMark[] = [];
  const reversed = !openBefore && isReversed(paragraph);
  let open = openBefore ? 1 : 0;
  for (const { 0: char, index: start } of paragraph.matchAll(QUOTE)) {
    const end = start + char.length;
    if (isApostrophe(paragraph, start, char)) continue;
    if (char === '"' && MEASURE.test(paragraph.slice(Math.max(0, start - 6), start))) continue;
    const look = lookOf(paragraph, start, end);
    const nature = natureOf(char);
    let side: Side;
    if (SINGLE.has(char)) {
      side = char === '‘' || (char === "'" && look === 'opens') ? 'opens' : 'closes';
    } else if (reversed && GUILLEMETS.has(char)) {
      side = nature === 'opens' ? 'closes' : 'opens';
    } else if (GUILLEMETS.has(char)) {
      side = nature === 'closes' && look === 'opens' && open === 0 ? 'opens' : (nature as Side); // guillemets have one
      if (nature === 'opens' && look === 'closes' && open > 0) side = 'closes';
    } else if (nature !== undefined) {
      side = look ?? nature;
    } else if (AFTER_CLOSED.test(paragraph.slice(end, end + 2))) {
      side = 'closes';
    } else if (open > 0 && isGluedOpening(paragraph, start, char)) {
      side = 'opens';
      open = 0;
    } else if (open === 0) {
      const last = paragraph.indexOf(char, end) < 0;
      side = look === 'closes' && last ? 'closes' : 'opens';
    } else {
      side = look === 'opens' ? 'opens' : 'closes';
    }
    if (!SINGLE.has(char)) open = side === 'opens' ? open + 1 : Math.max(0, open - 1);
    marks.push({ start, end, char, side });
  }
  return marks;
}

/** Gives each mark its sign: « » around a quotation, “ ” around one inside it, and the mark's own side when alone. */
function signsOf(marks: readonly QuoteMark[], { openBefore, openAfter }: Setting): Map<QuoteMark, string> {
  const partner = new Map<QuoteMark, QuoteMark>();
  const waiting: QuoteMark[] = [];
  for (const mark of marks) {
    if (mark.side === 'opens') {
      waiting.push(mark);
      continue;
    }
    const single = SINGLE.has(mark.char);
    const opener = waiting.at(-1);
    if (opener === undefined) continue;
    if (SINGLE.has(opener.char) === single) {
      waiting.pop();
      partner.set(opener, mark);
    } else if (!single) {
      while (waiting.length > 0 && SINGLE.has((waiting.at(-1) as QuoteMark).char)) waiting.pop();
      const outer = waiting.pop();
      if (outer !== undefined) partner.set(outer, mark);
    }
  }
  const signs = new Map<QuoteMark, string>();
  const closers = new Set<QuoteMark>();
  let depth = 0;
  let unclosed = openBefore;
  for (const mark of marks) {
    const closer = partner.get(mark);
    if (closer !== undefined) {
      const isInner = depth > 0 || (unclosed && (openAfter || SINGLE.has(mark.char) || mark.char === '“'));
      signs.set(mark, isInner ? '“' : '«');
      signs.set(closer, isInner ? '”' : '»');
      closers.add(closer);
      depth++;
    } else if (closers.has(mark)) {
      depth--;
    } else if (!SINGLE.has(mark.char)) {
      signs.set(mark, mark.side === 'opens' ? '«' : '»');
      unclosed = mark.side === 'opens';
    }
  }
  return signs;
}

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

/** Whether a quotation goes on from the paragraph before, and into the one after. */
interface Setting {
  openBefore: boolean;
  openAfter: boolean;
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
  for (const [{ start, end, char }, sign] of signsOf(marks, setting)) {
    if (sign !== char) edits.push({ start, end, text: sign });
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
  [false, true].map(
    (openBefore) =>
      (paragraph: string): QuoteReading =>
        readQuotes(paragraph, { openBefore, openAfter }),
  ),
);
const readerFor = ({ openBefore, openAfter }: Setting) =>
  READERS[Number(openBefore) + 2 * Number(openAfter)] as (paragraph: string) => QuoteReading; // four settings, four readers
const FRESH: Setting = { openBefore: false, openAfter: false };

function findQuotes(text: string, { reader }: CleaningContext): Edit[] {
  const edits: Edit[] = [];
  const read = (line: string, setting: Setting): QuoteReading => reader.readOnce(line, readerFor(setting));
  const lines: { text: string; start: number }[] = [];
  let next = 0;
  for (const line of reader.linesOf(text)) {
    if (line !== '') lines.push({ text: line, start: next });
    next += line.length + 1;
  }
  let before: { isOpen: boolean; stray: Edit | undefined } = { isOpen: false, stray: undefined };
  for (const [index, { text: line, start }] of lines.entries()) {
    const follower = lines[index + 1];
    const openBefore = (before.isOpen || before.stray !== undefined) && read(line, FRESH).continues;
    const openAfter = follower !== undefined && read(follower.text, FRESH).continues;
    const reading = read(line, { openBefore, openAfter });
    if (openBefore && before.stray !== undefined && /^\p{Lu}/u.test(line)) {
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

function findQuoteSpaces(paragraph: string): Edit[] {
  const edits: Edit[] = [];
  for (const { 0: found, 1: mark = '', index } of paragraph.matchAll(/ ?([«»“”]) ?/g)) {
    const at = index + found.indexOf(mark);
    const opens = mark === '«' || mark === '“';
    const inner = mark === '«' || mark === '»' ? ' ' : '';
    const before = paragraph.charAt(at - 1);
    const after = paragraph.charAt(at + 1);
    const left = opens ? (/[\p{L}\p{N}.,;:!?…»”%)]/u.test(before) ? ' ' : undefined) : inner;
    const right = opens ? inner : /[\p{L}\p{N}«“(]/u.test(after) ? ' ' : undefined;
    if (left !== undefined && before !== '' && before !== '«' && before !== '“') {
      if (before === ' ' && left === '') edits.push({ start: at - 1, end: at, text: '' });
      else if (before !== ' ' && left === ' ') edits.push({ start: at, end: at, text: ' ' });
    }
    if (right !== undefined && after !== '') {
      if (after === ' ' && right === '' && opens) edits.push({ start: at + 1, end: at + 2, text: '' });
      else if (after !== ' ' && right === ' ') edits.push({ start: at + 1, end: at + 1, text: ' ' });
    }
  }
  return withoutRepeats(edits);
}

/** Inside « » stands one space and outside at least one; “ ” hold none. */
export const spaceQuotes: CleaningRule = {
  name: 'quote-spaces',
  kind: 'repaired',
  find: (text, context) => editLines(text, context, findQuoteSpaces),
};

/** Two marks side by side can both ask for the space between them; one is enough. */
function withoutRepeats(edits: readonly Edit[]): Edit[] {
  return edits.filter((edit, index) => edit.start !== edits[index - 1]?.start);
}
