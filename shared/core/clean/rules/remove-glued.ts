import { type CleaningRule, type Edit, editLines } from '../cleaning-rule.ts';
import { familyOf } from '../furniture/families.ts';
import { readHeading } from '../furniture/headings.ts';
import { readLine } from '../furniture/line.ts';
import { BRANDS } from '../furniture/vocabulary.ts';
import { goesOn, mayBegin, startsSentence } from '../glued/beginnings.ts';
import { findSiteWords, mayBeSiteWords } from '../glued/find-site-words.ts';
import { fitsInside } from '../glued/fits-inside.ts';
import {
  endsBefore,
  type Found,
  type GluedLine,
  MAX_STRETCH_WORDS,
  readTokens,
  sliceLine,
  startOf,
  stretchEnd,
  type Token,
} from '../glued/tokens.ts';

/** How many a headline after "Lire aussi :" may have. */
const MAX_HEADLINE_WORDS = 40;
/** How much of a line is read for a heading's label. */
const LABEL_WINDOW = 120;
/** A label without a mark and without a headline is told by its length, in UTF-16 units. */
const MIN_LABEL = 8;
/** Lines shorter than this are judged whole. */
const MIN_GLUED_LENGTH = 60;
/** After so many words that only looked like furniture, a line is not looked at further: it bounds the work. */
const MAX_MISSES = 200;

const DESK_WITH_AGENCY = /^(?:[\p{L}\d’'.-]+ ){1,7}avec (?:l[’'])?(?:AFP|AP|Reuters|agences?)(?![\p{L}])/u;

/** Of whom a sign or a year alone does not say: the name follows. */
const BARE_SIGN = /^(?:©|\(c\)|copyright)(?: ?photo)?[\s©\d-]*$/;

/** The longest stretch from token `from` that is furniture of one family. */
function findPlain(line: GluedLine, from: number, strict: boolean): Found | undefined {
  const { text, tokens } = line;
  let found: Found | undefined;
  for (let next = from + 1; next <= Math.min(tokens.length, from + MAX_STRETCH_WORDS); next++) {
    const token = tokens[next];
    if (!endsBefore(token)) continue;
    const stretch = sliceLine(line, from, next);
    const rule = familyOf(stretch);
    const goesFurther = token !== undefined && /^\s*[,;»”]/.test(text.slice(stretchEnd(line, next), token.start));
    if (rule !== undefined && !goesFurther && fitsInside(rule, stretch, { strict, whole: goesOn(line, token) }))
      found = { rule, next };
    else if (found !== undefined && rule === undefined) break;
    if (token === undefined) break;
    if (found === undefined && token.afterStop && next > from + 1 && !/^(?:am|pm|p|m)$/.test(token.folded)) break;
    const bareSign = BARE_SIGN.test(stretch.folded);
    if (found !== undefined && !BRANDS.has(token.folded) && !bareSign && (token.afterStop || startsSentence(token)))
      break;
  }
  return found;
}

/** The headline after a label: up to the next furniture, a stop, or where a sentence begins without one. */
function findHeading(line: GluedLine, from: number, strict: boolean): Found | undefined {
  const { text, tokens } = line;
  const { start } = tokens[from] as Token; // the caller stands on it
  const heading = readHeading(text.slice(start, start + LABEL_WINDOW));
  if (heading === undefined) return undefined;
  const { rule, marked } = heading;
  let next = from;
  while (next < tokens.length && (tokens[next] as Token).start < start + heading.length) next++;
  const begin = next;
  if (!marked && (strict || rule === 'read-also')) {
    const follower = tokens[begin];
    const alone = follower === undefined || (follower.opens && !follower.afterComma && goesOn(line, follower));
    return !strict && alone && heading.length >= MIN_LABEL ? { rule, next: begin } : undefined;
  }
  let soft: number | undefined;
  for (; next < tokens.length && next - begin <= MAX_HEADLINE_WORDS; next++) {
    const token = tokens[next] as Token;
    if (next > begin && startsFurniture(line, next)) return { rule, next };
    if (next <= begin + 2 || !token.opens) continue;
    const gap = text.slice((tokens[next - 1] as Token).end, token.start);
    if (/[–—-]\s*\.\s*$/.test(gap)) return { rule, next };
    // A headline has no full stop: without a colon before it, what ends in one is the article's next sentence.
    if (/\./.test(gap)) return { rule, next: marked ? next : begin };
    if (soft === undefined && (token.afterStop || (!token.afterComma && startsSentence(token)))) soft = next;
  }
  if (next >= tokens.length && (soft === undefined || !/\.\s*$/.test(text)))
    return { rule, next: marked || !/\.\s*$/.test(text) ? next : begin };
  return soft === undefined ? undefined : { rule, next: soft };
}

function startsFurniture(line: GluedLine, index: number): boolean {
  const token = line.tokens[index] as Token; // the caller stands on it
  if (!token.opens || !mayBegin(line, token)) return false;
  const heading = readHeading(line.text.slice(token.start, token.start + LABEL_WINDOW));
  return heading?.marked === true || findPlain(line, index, false) !== undefined;
}

/** Whether a quotation opens right before a word. */
const opensQuotation = (text: string, { start }: Token): boolean =>
  /[«“"‹]\s*$/.test(text.slice(Math.max(0, start - 2), start));

/** Takes furniture out of a line it has run into: after a sentence's end, after other furniture, or at the start. */
function findInLine(text: string): Edit[] {
  if (text.length < MIN_GLUED_LENGTH) return [];
  const line = readTokens(text);
  const { tokens } = line;
  const namesAgency = / avec (?:l[’'])?(?:AFP|AP|Reuters|agences?)\b/.test(text);
  const edits: Edit[] = [];
  let afterFurniture = false;
  let misses = 0;
  for (let index = 0; index < tokens.length && misses < MAX_MISSES; ) {
    const token = tokens[index] as Token; // the index is in range
    const free: boolean = index === 0 || afterFurniture || (token.afterStop && !opensQuotation(text, token));
    let found: Found | undefined;
    if (token.opens && (free || !token.afterComma) && mayBegin(line, token)) {
      misses++;
      found = findHeading(line, index, !free) ?? findPlain(line, index, !free);
    } else if (
      token.opens &&
      free &&
      (/^\d/.test(token.folded) || (namesAgency && DESK_WITH_AGENCY.test(text.slice(token.start, token.start + 100))))
    ) {
      misses++;
      found = findPlain(line, index, false);
    }
    if (found === undefined && token.opens && (free || !token.afterComma) && mayBeSiteWords(line, index, !free)) {
      found = findSiteWords(line, index, !free);
    }
    afterFurniture = found !== undefined;
    if (found === undefined) {
      index++;
      continue;
    }
    let end = stretchEnd(line, found.next);
    // A quotation at the end of a headline is closed within it.
    if (text.charAt(end) === '"' && text.slice(startOf(line, index), end).split('"').length % 2 === 0) end++;
    while (/\s/.test(text.charAt(end))) end++;
    edits.push({ start: startOf(line, index), end, text: '', rule: found.rule });
    misses = 0;
    index = found.next;
  }
  return edits;
}

/** Takes out furniture that was glued to the sentences of a paragraph. */
export const removeGlued: CleaningRule = {
  name: 'furniture',
  kind: 'removed',
  find: (text, context) => editLines(text, context, findInLine),
};

const PROGRAM_START =
  /(?<![\p{L}\p{N}])(?:(?:window|document|googletag|console|jQuery|dataLayer|localStorage|navigator)[.[(]|(?:var|let|const) \w{1,40} ?=|function ?\w{0,30} ?\(|\$\(|[.#@][a-z][\w-]{0,40}[^{}.!?\n]{0,60}\{)/gu;
/** A program's statement or block ends, and a word of the article follows. */
const PROGRAM_END = /[;})]\s+(?=[«“"]?\p{Lu}[\p{L}’']*\s)|[;})]\s*$/u;
const MAX_PROGRAM_LENGTH = 1000;

/** Takes out the statements and styles of a page that ran into a paragraph. */
export const removeGluedPrograms: CleaningRule = {
  name: 'script',
  kind: 'removed',
  find(text) {
    const edits: Edit[] = [];
    if (!/[{;]/.test(text)) return edits;
    for (const { index } of text.matchAll(PROGRAM_START)) {
      if (index < (edits.at(-1)?.end ?? 0)) continue;
      const lineEnd = text.indexOf('\n', index);
      const window = text.slice(index, Math.min(lineEnd < 0 ? text.length : lineEnd, index + MAX_PROGRAM_LENGTH));
      const end = PROGRAM_END.exec(window);
      if (end === null) continue;
      const length = end.index + end[0].length;
      if (familyOf(readLine(window.slice(0, length))) === 'script')
        edits.push({ start: index, end: index + length, text: '' });
    }
    return edits;
  },
};
