import { type CleaningRule, type Edit, editLines, editMatches } from '../cleaning-rule.ts';
import { familyOf } from '../furniture/families.ts';
import { readHeading } from '../furniture/headings.ts';
import { readLine } from '../furniture/line.ts';
import { NAME_WITH_ROLE, ROLE } from '../furniture/names.ts';
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
/** A headline that nothing ends before a full stop is no longer than this, or holds a sentence. */
const MAX_SURE_HEADLINE_WORDS = 20;
const MAX_PLACE_WORDS = 4;
const ARTICLE = /^(?:le|la|les|l|de|du|des|un|une|en|d|saint|sainte)$/;
const TITLE_BEFORE_NAME = /^(?:\p{Lu}|MM|Mme|Mlle|Dr|Me|Mgr|St|Ste)$/u;
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

/** A short question may go on: "Une erreur ? Signalez-la". */
const MAX_ASKED_WORDS = 10;

/** The longest stretch from token `from` that is furniture of one family. */
function findPlain(line: GluedLine, from: number, strict: boolean): Found | undefined {
  const { text, tokens } = line;
  const isBracketed = text.charAt(startOf(line, from)) === '(';
  let found: Found | undefined;
  for (let next = from + 1; next <= Math.min(tokens.length, from + MAX_STRETCH_WORDS); next++) {
    const token = tokens[next];
    if (!endsBefore(token)) continue;
    const stretch = sliceLine(line, from, next);
    const isClosed = isBracketed && stretch.text.includes(')');
    const rule = familyOf(stretch);
    const goesFurther = token !== undefined && /^\s*[,;»”]/.test(text.slice(stretchEnd(line, next), token.start));
    if (
      rule !== undefined &&
      !goesFurther &&
      fitsInside(rule, stretch, { strict, whole: isClosed || goesOn(line, token) })
    )
      found = { rule, next };
    else if (found !== undefined && rule === undefined) break;
    if (token === undefined || isClosed) break;
    const isAsked = stretch.text.endsWith('?') && next - from <= MAX_ASKED_WORDS;
    if (found === undefined && token.afterStop && !isAsked && next > from + 1 && !/^(?:am|pm|p|m)$/.test(token.folded))
      break;
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
  if (!marked && strict) return undefined;
  if (!marked && rule === 'read-also') {
    const follower = tokens[begin];
    const alone = follower === undefined || (follower.opens && !follower.afterComma && goesOn(line, follower));
    if (alone && heading.length >= MIN_LABEL) return { rule, next: begin };
    const headlineEnd = findPlacedHeadline(line, begin);
    return headlineEnd === undefined ? undefined : { rule, next: headlineEnd };
  }
  const recurs = marked ? recurringLength(line, begin) : 0;
  if (recurs > 0) return { rule, next: begin + recurs };
  let soft: number | undefined;
  let unsure: number | undefined;
  for (; next < tokens.length && next - begin <= MAX_HEADLINE_WORDS; next++) {
    const token = tokens[next] as Token;
    if (next > begin && startsFurniture(line, next)) return { rule, next };
    if (next <= begin + 2 || !token.opens) continue;
    const previous = tokens[next - 1] as Token;
    const gap = text.slice(previous.end, token.start);
    if (/[–—-]\s*\.\s*$/.test(gap)) return { rule, next };
    const isStop = /\./.test(gap) && !TITLE_BEFORE_NAME.test(previous.written);
    // A headline has no full stop: what ends in one is the article's, from where a sentence can begin.
    if (isStop) {
      const sentence = soft ?? unsure;
      if (sentence !== undefined) return { rule, next: sentence };
      return { rule, next: marked && next - begin <= MAX_SURE_HEADLINE_WORDS ? next : begin };
    }
    if (soft !== undefined) continue;
    if (token.afterStop) soft = next;
    else if (!token.afterComma && startsSentence(token)) {
      // "Le Havre", "La Poste": an article before a capital may be a name's.
      if (ARTICLE.test(token.folded) && /^\p{Lu}/u.test(tokens[next + 1]?.written ?? '')) unsure ??= next;
      else soft = next;
    }
  }
  const begins = soft ?? unsure;
  if (next >= tokens.length && (begins === undefined || !/\.\s*$/.test(text)))
    return { rule, next: marked || !/\.\s*$/.test(text) ? next : begin };
  return begins === undefined ? undefined : { rule, next: begins };
}

/** "Lire aussi Arles : la crypte rouvre Le trésor…": where the headline ends whose own colon says that it is one. */
function findPlacedHeadline({ text, tokens }: GluedLine, begin: number): number | undefined {
  const first = tokens[begin];
  if (first === undefined || !/^\p{Lu}/u.test(first.written)) return undefined;
  let placed = false;
  for (let next = begin + 1; next < Math.min(tokens.length, begin + MAX_SURE_HEADLINE_WORDS); next++) {
    const token = tokens[next] as Token; // in range
    if (token.afterStop) return undefined;
    placed ||=
      next <= begin + MAX_PLACE_WORDS && /^ ?: $/.test(text.slice((tokens[next - 1] as Token).end, token.start));
    if (placed && token.opens && !token.afterComma && startsSentence(token)) return next;
  }
  return undefined;
}

/** How far from a headline the same one is looked for, in UTF-16 units: it keeps the work linear. */
const RECURRENCE_WINDOW = 20_000;
const MIN_RECURRING_WORDS = 4;

/** How many words a headline after a label shares with another place of the line where a label stands before it. */
function recurringLength({ text, tokens }: GluedLine, begin: number): number {
  const [first, last] = [tokens[begin], tokens[begin + MIN_RECURRING_WORDS - 1]];
  if (first === undefined || last === undefined) return 0;
  const opening = text.slice(first.start, last.end);
  const from = Math.max(0, first.start - RECURRENCE_WINDOW);
  const window = text.slice(from, last.end + RECURRENCE_WINDOW);
  const ownAt = first.start - from;
  const earlier = window.lastIndexOf(opening, ownAt - 1);
  const again = earlier >= 0 ? earlier : window.indexOf(opening, ownAt + 1);
  if (again < 0 || !/[:>►]\s*$/.test(window.slice(Math.max(0, again - 3), again))) return 0;
  let shared = MIN_RECURRING_WORDS;
  for (let index = begin + shared; index < tokens.length && shared < MAX_HEADLINE_WORDS; index++, shared++) {
    const upTo = text.slice(first.start, (tokens[index] as Token).end);
    if (!window.startsWith(upTo, again)) break;
  }
  return shared;
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
export function findGluedFurniture(text: string): Edit[] {
  if (text.length < MIN_GLUED_LENGTH) return [];
  const line = readTokens(text);
  const { tokens } = line;
  const namesRole = ROLE.test(text);
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
      (/^\d/.test(token.folded) ||
        (namesRole && NAME_WITH_ROLE.test(text.slice(token.start, token.start + 100))) ||
        (namesAgency && DESK_WITH_AGENCY.test(text.slice(token.start, token.start + 100))))
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
  find: (text, context) => editLines(text, context, findGluedFurniture),
};

/** After a sentence: the initials of an agency's desk ("jd/mpm/ial"), tags. */
const SIGNED =
  /(?<=[.!?»”"…]\s)(?:[a-z]{2,4}(?:\/[a-z]{2,4}){1,3}|#\p{Lu}[\p{L}\p{N}_]*(?: #[\p{L}\p{N}_]+)*)(?: (?=[«“"]?\p{Lu})|\s*$)/gmu;

/** Takes out signs of the desk and tags that ran between two sentences. */
export const removeGluedSigns: CleaningRule = {
  name: 'breadcrumb',
  kind: 'removed',
  find: (text) => (text.includes('/') || text.includes('#') ? editMatches(text, SIGNED, () => '') : []),
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
      const ahead = text.slice(index, index + MAX_PROGRAM_LENGTH);
      const lineEnd = ahead.indexOf('\n');
      const window = lineEnd < 0 ? ahead : ahead.slice(0, lineEnd);
      const end = PROGRAM_END.exec(window);
      if (end === null) continue;
      const length = end.index + end[0].length;
      if (familyOf(readLine(window.slice(0, length))) === 'script')
        edits.push({ start: index, end: index + length, text: '' });
    }
    return edits;
  },
};
