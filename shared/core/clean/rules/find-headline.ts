import type { Span } from '../../text/span.ts';
import type { CleaningContext } from '../cleaning-rule.ts';
import { familyOf } from '../furniture/families.ts';
import { readLine } from '../furniture/line.ts';
import { readsAsHeadline } from '../reads-as-headline.ts';
import { judgeLines, type TextLine } from './remove-furniture.ts';
import { findGluedFurniture } from './remove-glued.ts';
import { isShouted } from './remove-title.ts';

const MAX_HEADLINE_LENGTH = 300;
const ENDS = /[.!?…:;,]$/;
const isProse = ({ rule, prose }: TextLine): boolean => rule === undefined && prose;
const MAX_BYLINE_LENGTH = 60;
const SENTENCE_END = /[.!?…:][»”")\]]*$/;

/** From where and when an agency wrote: "BREST, 15 fév 2026 (AFP) - Trois personnes…". */
const DATELINE =
  / (?=(\p{Lu}[\p{L}'’-]{2,30}(?: \p{Lu}[\p{L}'’-]{1,30}){0,3})(?: \([\p{L} ]{3,20}\))?, \d{1,2}(?:er)? \p{L}{3,9}\.? (?:\d{4} )?\((?:AFP|Reuters|AP|Belga|ATS)\) ?[-–—])/gu;

/** Where the dateline begins that ends a headline: at a place in capitals, or at one word, for the others may be the headline's. */
function findDateline(line: string): Span | undefined {
  const opening = line.slice(0, MAX_HEADLINE_LENGTH);
  const found = [...opening.matchAll(DATELINE)];
  const shouted = found.find(({ 1: place = '', index }) => isShouted(place) && !isShouted(opening.slice(0, index)));
  const start = (shouted ?? found.at(-1))?.index;
  return start === undefined ? undefined : { start, end: start + 1 };
}

/** What stands right under a headline. */
const UNDER_HEADLINE = new Set(['byline', 'date', 'reading-time', 'promotion']);
const MAX_SECTIONS = 3;
const MAX_SECTION_WORDS = 3;
const MIN_WORDS_UNDER_SECTIONS = 5;
const countWords = (text: string): number => text.trim().split(/\s+/).length;

/** The headline over a byline or a date, under a paper's and a town's name that no family of furniture knows. */
function findUnderSections(lines: readonly TextLine[]): string | undefined {
  const own = lines.flatMap(({ rule }, index) => (rule === undefined ? [index] : []));
  const textAt = (index: number): string => (lines[index] as TextLine).text.trim();
  const at = own.findIndex((index) => countWords(textAt(index)) > MAX_SECTION_WORDS || ENDS.test(textAt(index)));
  const index = own[at];
  if (at < 1 || at > MAX_SECTIONS || index === undefined) return undefined;
  const text = textAt(index);
  const isHeadline = countWords(text) >= MIN_WORDS_UNDER_SECTIONS && readsAsHeadline(text);
  const under = lines[index + 1]?.rule;
  return isHeadline && under !== undefined && UNDER_HEADLINE.has(under) && lines.some(isProse) ? text : undefined;
}

/** A headline without the desk that ran into it: "…rouvre mardi La rédaction avec AFP". */
function withoutByline(head: string): string {
  for (const { index } of head.matchAll(/ (?=\p{Lu})/gu)) {
    if (head.length - index <= MAX_BYLINE_LENGTH && familyOf(readLine(head.slice(index))) === 'byline')
      return head.slice(0, index);
  }
  return head;
}

/**
 * The headline of a text that came without a title: its first line besides furniture, short and without a full stop, before
 * a longer line or a sentence of the body; or what a glued text begins with before the furniture that parts it from the body.
 */
export function findHeadline(text: string, context: CleaningContext): string {
  const all = judgeLines(text, context);
  const lines = all.filter(({ rule }) => rule === undefined);
  const [first, second] = lines;
  if (first === undefined) return '';
  const under = findUnderSections(all);
  if (under !== undefined) return under;
  const line = first.text.trim();
  if (second !== undefined && readsAsHeadline(line)) {
    const leads = second.text.length > line.length || SENTENCE_END.test(second.text.trimEnd());
    return leads && lines.some(({ prose }) => prose) ? line : '';
  }
  const furniture = findDateline(line) ?? findGluedFurniture(first.line)[0];
  if (furniture === undefined) return '';
  const head = withoutByline(first.text.slice(0, furniture.start).trim());
  const hasBody = first.text.slice(furniture.end).trim().length > head.length || lines.length > 1;
  return hasBody && readsAsHeadline(head) ? head : '';
}
