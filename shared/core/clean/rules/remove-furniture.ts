import type { CleaningContext, CleaningRule, Edit } from '../cleaning-rule.ts';
import { keyOf } from '../fold-text.ts';
import { familyOf } from '../furniture/families.ts';
import { type Heading, readHeading } from '../furniture/headings.ts';
import { scoreSentences } from '../furniture/judge-line.ts';
import { readLine } from '../furniture/line.ts';
import { areNames } from '../furniture/names.ts';

/** A line longer than this is prose (or glued text, which `remove-glued` looks into). */
const MAX_FURNITURE_LENGTH = 400;
/** A paragraph of this length is judged only when it holds a word or sign that the longest furniture has. */
const LONG_PROSE = 160;
const UNUSUAL = /[{}<©]|cookie|traceurs|droits|rights|reproduction|propriété|lorem|dolor/i;
const MAX_HEADLINE_LENGTH = 260;
/** Lists of headlines are short; past this the label was probably not one. */
const MAX_LISTED_HEADLINES = 10;
const MAX_LOOSE_WORDS = 7;
const PROSE_WORDS = 10;

/** Longer lines say enough for a family to know them, or are prose. */
const MAX_JUDGED_LENGTH = 160;
const MAX_JUDGED_WORDS = 24;
/** Log odds that a line must reach to be taken for furniture, and what its place adds to them. */
const LEAST_SCORE = 0.6;
const NEAR_FURNITURE = 0.5;
const AFTER_PROSE = 0.3;

/** How much of two lines, in letters and digits, must agree before they are compared whole. */
const OPENING_LENGTH = 16;
/** Repeats shorter than this may be meant: a refrain, a speaker's name, a "Non." */
const MIN_REPEATED_KEY = 24;
const MIN_LEAD_KEY = 40;

interface TextLine {
  start: number;
  text: string;
  rule?: string;
  prose: boolean;
}

/** The span of a line with the line feed after it. */
function wholeLine(
  text: string,
  { start, text: line }: Pick<TextLine, 'start' | 'text'>,
): { start: number; end: number } {
  return { start, end: Math.min(start + line.length + 1, text.length) };
}

const isProse = (text: string): boolean =>
  text.length > 60 &&
  /[.!?…:;][»”")\]]*$/.test(text.trimEnd()) &&
  text.split(' ', PROSE_WORDS + 1).length > PROSE_WORDS;

function readLines(text: string, { reader }: CleaningContext): TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (const line of reader.linesOf(text)) {
    if (line.trim() !== '') lines.push({ start, text: line, prose: reader.readOnce(line, isProse) });
    start += line.length + 1;
  }
  return lines;
}

const isHeadline = (line: TextLine | undefined): line is TextLine =>
  line !== undefined &&
  line.rule === undefined &&
  line.text.length <= MAX_HEADLINE_LENGTH &&
  !/[.:;,]\s*$/.test(line.text.replace(/[–—-]\s*\.\s*$/, ''));

/** The family of a line that is short enough, or unusual enough, to be furniture. */
function findFamily(text: string): string | undefined {
  const isLong = text.length > (isProse(text) ? LONG_PROSE : MAX_FURNITURE_LENGTH);
  return isLong && !UNUSUAL.test(text) ? undefined : familyOf(readLine(text));
}

const findHeading = (text: string): Heading | undefined => readHeading(text.trim());

/** Marks label lines and the headlines that follow them, on the same line or on the next ones. */
function markHeadings(lines: readonly TextLine[], { reader }: CleaningContext): void {
  for (const [index, line] of lines.entries()) {
    if (line.rule !== undefined || line.text.length > MAX_HEADLINE_LENGTH) continue;
    const heading = reader.readOnce(line.text, findHeading);
    if (heading === undefined) continue;
    const headline = line.text.trim().slice(heading.length).trim();
    if (headline !== '') {
      const fits = heading.marked
        ? !/[.!?]\s+\p{Lu}.*\.$/u.test(headline) || heading.rule === 'navigation'
        : /^[«"“]?\s?\p{Lu}/u.test(headline) && !/\.$/.test(headline);
      if (fits) line.rule = heading.rule;
      continue;
    }
    line.rule = heading.rule;
    const last = heading.list ? MAX_LISTED_HEADLINES : 1;
    for (let next = index + 1; next <= index + last && isHeadline(lines[next]); next++) {
      const following = lines[next] as TextLine;
      if (
        following.prose ||
        reader.readOnce(following.text, findHeading) !== undefined ||
        reader.readOnce(following.text, findFamily) !== undefined
      )
        break;
      following.rule = heading.rule;
    }
  }
}

/** The score of a line that is short enough to be judged by its words. */
function judgeLine(text: string): number {
  if (text.length > MAX_JUDGED_LENGTH) return Number.NEGATIVE_INFINITY;
  const line = readLine(text);
  const isJudged = line.words.length > 0 && line.words.length <= MAX_JUDGED_WORDS;
  return isJudged ? scoreSentences(line) : Number.NEGATIVE_INFINITY;
}

/** Marks lines that no family knows, but whose words and shape are a site's rather than an author's. */
function markSiteWords(lines: readonly TextLine[], { reader }: CleaningContext): void {
  const last = lines.findLastIndex((line) => line.rule === undefined && line.prose);
  for (const [index, line] of lines.entries()) {
    if (line.rule !== undefined) continue;
    const near = lines[index - 1]?.rule !== undefined || lines[index + 1]?.rule !== undefined;
    const context = (near ? NEAR_FURNITURE : 0) + (last >= 0 && index > last ? AFTER_PROSE : 0);
    if (reader.readOnce(line.text, judgeLine) + context >= LEAST_SCORE) line.rule = 'site-words';
  }
}

/** Short lines without a verb's stop that stand among furniture before the first or after the last paragraph. */
function markLooseEnds(lines: readonly TextLine[]): void {
  const first = lines.findIndex((line) => line.rule === undefined && line.prose);
  const last = lines.findLastIndex((line) => line.rule === undefined && line.prose);
  if (first < 0) return;
  for (const [index, line] of lines.entries()) {
    if (line.rule !== undefined || line.prose || (index > first && index < last)) continue;
    if (lines[index - 1]?.rule === undefined && lines[index + 1]?.rule === undefined) continue;
    const { words, written, ends } = readLine(line.text);
    if (ends || words.length > MAX_LOOSE_WORDS || /[«“":,;]/.test(line.text)) continue;
    const short = words.length <= 2 || areNames(written, words, 2);
    if (index > last ? true : short) line.rule = 'loose-end';
  }
}

/** Takes out whole lines of page furniture, with the headlines that a "read also" or a "next" leads to. */
export const removeFurniture: CleaningRule = {
  name: 'furniture',
  kind: 'removed',
  find(text, context) {
    const lines = readLines(text, context);
    for (const line of lines) {
      const family = context.reader.readOnce(line.text, findFamily);
      if (family !== undefined) line.rule = family;
    }
    markHeadings(lines, context);
    markSiteWords(lines, context);
    markLooseEnds(lines);
    const edits: Edit[] = [];
    for (const { start, text: line, rule } of lines) {
      if (rule === undefined) continue;
      edits.push({ ...wholeLine(text, { start, text: line }), text: '', rule });
    }
    return edits;
  },
};

/** Lines that begin alike: the first of them waits for a second before it is read whole. */
interface Alike {
  first: string;
  keys: Set<string>;
}

const openingOf = (text: string): string => keyOf(text.slice(0, 2 * OPENING_LENGTH)).slice(0, OPENING_LENGTH);

/** Takes out a line that repeats an earlier one, and a short paragraph that the next one begins with. */
export const removeDuplicates: CleaningRule = {
  name: 'duplicate',
  kind: 'removed',
  find(text, context) {
    const edits: Edit[] = [];
    const seen = new Map<string, Alike>();
    let previous: { line: TextLine; opening: string } | undefined;
    for (const line of readLines(text, context)) {
      // Lines that begin alike are compared whole; most begin like no other.
      const opening = context.reader.readOnce(line.text, openingOf);
      const alike = opening.length === OPENING_LENGTH ? seen.get(opening) : undefined;
      const key = alike === undefined ? '' : keyOf(line.text);
      if (alike === undefined) seen.set(opening, { first: line.text, keys: new Set() });
      else {
        if (alike.keys.size === 0) alike.keys.add(keyOf(alike.first));
        if (key.length >= MIN_REPEATED_KEY && alike.keys.has(key)) {
          edits.push({ ...wholeLine(text, line), text: '' });
          continue;
        }
        alike.keys.add(key);
      }
      if (previous !== undefined && alike !== undefined && previous.opening === opening) {
        const lead = keyOf(previous.line.text);
        if (lead.length >= MIN_LEAD_KEY && key.startsWith(lead))
          edits.push({ ...wholeLine(text, previous.line), text: '' });
      }
      previous = { line, opening };
    }
    return edits;
  },
};
