import { type CleaningContext, type CleaningRule, removeLine } from '../cleaning-rule.ts';
import { foldText } from '../../text/fold-text.ts';
import { onceALine, type ReadLine } from '../line-reader.ts';
import { isEntry } from '../furniture/bylines.ts';
import { familyOf } from '../furniture/families.ts';
import { type Heading, readHeading } from '../furniture/headings.ts';
import { lastSign, readLine } from '../furniture/line.ts';
import { areNames } from '../furniture/names.ts';
import { isSection } from '../furniture/page-parts.ts';
import { scoreSentences } from '../furniture/score/judge-line.ts';
import { MIN_GLUED_LENGTH } from '../glued/tokens.ts';
import { readsAsHeadline } from '../reads-as-headline.ts';
import { findTableRows } from '../table-rows.ts';

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
const PROSE_ENDS = new Set('.!?…:;');

/** Longer lines say enough for a family to know them, or are prose. */
const MAX_SCORED_LENGTH = 160;
const MAX_SCORED_WORDS = 24;
/** Log odds that a line must reach to be taken for furniture, and what its place adds to them. */
const LEAST_SCORE = 0.6;
const NEAR_FURNITURE = 0.5;
const AFTER_PROSE = 0.3;

/** What a line is by itself. */
interface Judgement {
  /** A paragraph of the author's. */
  prose: boolean;
  /** The label it begins with, which leads to another article's headline. */
  heading?: Heading | undefined;
  /** How much its words are a site's, in log odds. */
  score: number;
  /** It has no word but a site's. */
  isKnown?: boolean | undefined;
  /** The head of the readers' comments. */
  headsComments?: boolean | undefined;
  /** A row of a table. */
  inTable?: boolean;
  /** Why it is taken out: the family of furniture that knows it, to begin with. */
  rule?: string | undefined;
}

export interface TextLine extends Judgement {
  start: number;
  text: string;
  line: ReadLine;
}

const isProse = (text: string): boolean =>
  text.length > 60 && PROSE_ENDS.has(lastSign(text.trimEnd())) && text.split(' ', PROSE_WORDS + 1).length > PROSE_WORDS;

function judgeLine(text: string): Judgement {
  const prose = isProse(text);
  const heading = text.length > MAX_HEADLINE_LENGTH ? undefined : readHeading(text.trim());
  const isLong = text.length > (prose ? LONG_PROSE : MAX_FURNITURE_LENGTH);
  if (isLong && !UNUSUAL.test(text)) return { prose, heading, score: Number.NEGATIVE_INFINITY };
  const line = readLine(text);
  const rule = familyOf(line);
  const isScored = text.length <= MAX_SCORED_LENGTH && line.words.length > 0 && line.words.length <= MAX_SCORED_WORDS;
  const score = rule === undefined && isScored ? scoreSentences(line) : Number.NEGATIVE_INFINITY;
  const isKnown = line.kinds.every((kind, index) => kind !== 0 || /^\d/.test(line.words[index] as string)); // as many
  return { prose, heading, rule, score, isKnown, headsComments: !prose && COMMENTS.test(line.folded) };
}

const judgeOnce = onceALine(judgeLine);

function readLines(body: string, { reader }: CleaningContext): TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (const line of reader.linesOf(body)) {
    const { text } = line;
    if (text.trim() !== '') {
      const { prose, heading, score, isKnown, headsComments, rule } = judgeOnce(line);
      lines.push({ start, text, line, prose, heading, score, isKnown, headsComments, rule });
    }
    start += text.length + 1;
  }
  return lines;
}

const isHeadline = (line: TextLine | undefined): line is TextLine =>
  line !== undefined &&
  line.rule === undefined &&
  line.text.length <= MAX_HEADLINE_LENGTH &&
  !/[.:;,]\s*$/.test(line.text.replace(/[–—-]\s*\.\s*$/, ''));

/** "À ne pas rater : la grande marée de samedi.": a sentence, in which the label is a part. */
const GOES_ON = /^\p{Ll}.*\.$/u;
const SENTENCE_AFTER = /[.!?]\s+\p{Lu}.*\.$/u;
const SENTENCE_WORDS = 3;
const ENDS_SENTENCE = /[.!?…]\s?[»”")]?$/;

/** Whether an author's sentence stands after a label: where it began without a stop, `remove-glued` looks for it. */
const holdsSentence = ({ text }: TextLine, headline: string): boolean =>
  SENTENCE_AFTER.test(headline) ||
  GOES_ON.test(headline) ||
  (headline.endsWith('.') && text.length >= MIN_GLUED_LENGTH);

/** Marks label lines and the headlines that follow them, on the same line or on the next ones. */
function markHeadings(lines: readonly TextLine[]): void {
  for (const [index, line] of lines.entries()) {
    const { heading } = line;
    if (line.rule !== undefined || heading === undefined) continue;
    const headline = line.text.trim().slice(heading.length).trim();
    if (headline !== '') {
      const fits = heading.marked
        ? !holdsSentence(line, headline) || heading.rule === 'navigation'
        : /^[«"“]?\s?\p{Lu}/u.test(headline) && !/\.$/.test(headline);
      if (fits && !(heading.weak && (index === 0 || ENDS_SENTENCE.test(headline)))) line.rule = heading.rule;
      continue;
    }
    line.rule = heading.rule;
    const last = heading.list ? MAX_LISTED_HEADLINES : 1;
    for (let next = index + 1; next <= index + last && isHeadline(lines[next]); next++) {
      const following = lines[next] as TextLine;
      if (following.prose || following.heading !== undefined) break;
      following.rule = heading.rule;
    }
  }
}

/** A line in lower case after one that ends nothing goes on with it: verse, or a paragraph that was cut. */
const continuesLine = (before: TextLine | undefined, line: TextLine): boolean =>
  before?.rule === undefined && /^\p{Ll}/u.test(line.text) && /[\p{L},;-]$/u.test(before?.text ?? '');

/** Marks lines that no family knows, but whose words and shape are a site's rather than an author's. */
function markSiteWords(lines: readonly TextLine[], title: string): void {
  const mayBeHeadline = ({ rule, text }: TextLine): boolean => rule === undefined && readsAsHeadline(text.trim());
  const headline = title === '' ? lines.find(mayBeHeadline) : undefined;
  const last = lines.findLastIndex((line) => line.rule === undefined && line.prose);
  for (const [index, line] of lines.entries()) {
    if (line.rule !== undefined) continue;
    // What stands over a date or a byline may be the headline that the text came without.
    const near = line !== headline && (lines[index - 1]?.rule !== undefined || lines[index + 1]?.rule !== undefined);
    const context = (near ? NEAR_FURNITURE : 0) + (last >= 0 && index > last && line.isKnown ? AFTER_PROSE : 0);
    if (line.score + context >= LEAST_SCORE && !continuesLine(lines[index - 1], line)) line.rule = 'site-words';
  }
}

const isSentence = ({ text }: TextLine): boolean =>
  ENDS_SENTENCE.test(text) && text.split(' ', SENTENCE_WORDS).length === SENTENCE_WORDS;

/** Short lines without a verb's stop that stand among furniture before the first or after the last of the author's. */
function markLooseEnds(lines: readonly TextLine[]): void {
  const isOwn = (line: TextLine) =>
    line.rule === undefined && (line.prose || line.inTable === true || isSentence(line));
  const first = lines.findIndex((line) => line.rule === undefined && line.prose);
  const last = lines.findLastIndex(isOwn);
  if (first < 0) return;
  for (const [index, line] of lines.entries()) {
    if (line.rule !== undefined || line.prose || line.inTable || (index > first && index < last)) continue;
    if (lines[index - 1]?.rule === undefined && lines[index + 1]?.rule === undefined) continue;
    const { words, written, ends } = readLine(line.text);
    if (ends || words.length > MAX_LOOSE_WORDS || /[«“":,;]/.test(line.text)) continue;
    const short = words.length <= 2 || areNames(written, words, 2);
    if (index > last ? true : short) line.rule = 'loose-end';
  }
}

/** The head of the readers' comments, and what stands beside each of them. */
const COMMENTS =
  /^\W*(?:\d+ |vos |les |tous les )?(?:commentaires|reactions)(?: des (?:lecteurs|internautes))?\W*\d*\W*$/;
const COMMENT_SIGN =
  /^\W*(?:(?:\d+ )?repon(?:dre|ses?)|signaler(?: .{1,30})?|(?:j'aime|like)\W*\d*|il y a \d+ .{1,20}|(?:hier|aujourd'hui) a \d.{1,6}|trier par.*|(?:charger|voir|afficher) (?:plus|d'autres|tous).{1,30})\W*$|^(?:👍|👎|\d|\s)+$/u;
const MIN_COMMENT_SIGNS = 2;

/**
 * Marks the readers' comments: from their head to the last sign of one. They follow what they are about: "12 commentaires"
 * above the text only counts them.
 */
function markComments(lines: readonly TextLine[]): void {
  const article = lines.findIndex(({ rule, prose }) => rule === undefined && prose);
  const head = lines.findIndex(({ headsComments }, index) => article >= 0 && index > article && headsComments);
  if (head < 0) return;
  const signs = lines.flatMap(({ text }, index) =>
    index > head && text.length < MAX_HEADLINE_LENGTH && COMMENT_SIGN.test(foldText(text)) ? [index] : [],
  );
  if (signs.length < MIN_COMMENT_SIGNS) return;
  for (const line of lines.slice(head, (signs.at(-1) as number) + 1)) line.rule ??= 'comments';
}

/** What looked like a trail or a site's words, and is a row of a table, is the author's. */
function keepTables(lines: readonly TextLine[]): void {
  const isRow = findTableRows(lines.map(({ line }) => line));
  for (const [index, line] of lines.entries()) {
    if (isRow[index] !== true) continue;
    if (line.rule === 'breadcrumb' && /\d| \| /.test(line.text)) line.rule = undefined;
    line.score = Number.NEGATIVE_INFINITY;
    line.inTable = true;
  }
}

/** Two sections' names, each between the author's lines, part a digest or a horoscope: they are its intertitles. */
function keepIntertitles(lines: readonly TextLine[]): void {
  const parting = lines.filter(
    ({ rule, text }, index) =>
      rule === 'breadcrumb' &&
      lines[index - 1]?.rule === undefined &&
      lines[index + 1]?.rule === undefined &&
      index > 0 &&
      index < lines.length - 1 &&
      isSection(foldText(text.trim())),
  );
  if (parting.length < 2) return;
  for (const line of parting) line.rule = undefined;
}

/** So many lines in a row that alone would each be a byline are a list. */
const MIN_ENTRIES = 3;

/** Winners with their towns, one below the other, are the author's. */
function keepLists(lines: readonly TextLine[]): void {
  let run: TextLine[] = [];
  for (const line of [...lines, undefined]) {
    if (line?.rule === 'byline' && isEntry(line.text.trim())) {
      run.push(line);
      continue;
    }
    if (run.length >= MIN_ENTRIES) for (const entry of run) entry.rule = undefined;
    run = [];
  }
}

/** The lines of a text that hold anything, each with the rule by which it is furniture, if it is. */
export function judgeLines(text: string, context: CleaningContext): TextLine[] {
  const lines = readLines(text, context);
  keepTables(lines);
  keepIntertitles(lines);
  keepLists(lines);
  markComments(lines);
  markHeadings(lines);
  markSiteWords(lines, context.title);
  markLooseEnds(lines);
  return lines;
}

/** Takes out whole lines of page furniture, with the headlines that a "read also" or a "next" leads to. */
export const removeFurniture: CleaningRule = {
  name: 'furniture',
  kind: 'removed',
  find: (text, context) =>
    judgeLines(text, context).flatMap(({ start, text: line, rule }) =>
      rule === undefined ? [] : [{ ...removeLine(text, start, line), rule }],
    ),
};
