import { createWordFinder } from '../../find-words.ts';
import { foldText } from '../../fold-text.ts';
import type { Line } from '../furniture/line.ts';

/** A word of a line into which furniture may have run. */
export interface Token {
  start: number;
  end: number;
  written: string;
  folded: string;
  /** Written with a capital, or a number or sign: furniture may begin here and end before it. */
  opens: boolean;
  /** What stands between the word before and this one ends a sentence. */
  afterStop: boolean;
  afterComma: boolean;
}

/** A line cut into words. */
export interface GluedLine {
  text: string;
  folded: string;
  tokens: readonly Token[];
}

/** A stretch of furniture inside a line: what to call its removal, and the token after it. */
export interface Found {
  rule: string;
  next: number;
}

/** How many words a stretch of furniture inside a line may have. */
export const MAX_STRETCH_WORDS = 26;

const findWords = createWordFinder(/[\p{L}\p{N}©]/u);
const OPENS = /^[\p{Lu}\d©]/u;
const CLOSING = /^(?: ?[€$%])?\s?[.!?…)»”\]]*(?:\s*[–—-]\s*\.)?/;
const ENDS = /[.!?…][»”")\]]*$/;
const SPACE = 0x20;
const STOP = /[.!?…]/;

/** Most words begin so; it spares them the pattern. */
function isLowerAscii(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 0x61 && code <= 0x7a;
}

/** What stands between two words. */
interface Gap {
  stop: boolean;
  /** Nothing but full stops, as in a number. */
  dots: boolean;
  comma: boolean;
  /** It binds the next word to the one before. */
  elides: boolean;
}

const PLAIN_GAP: Gap = { stop: false, dots: false, comma: false, elides: false };
/** The gaps of French are few and short, and come again by the hundred. */
const MAX_KNOWN_GAPS = 500;
const MAX_KNOWN_LENGTH = 20;
const knownGaps = new Map<string, Gap>();

function readGap(gap: string): Gap {
  const known = knownGaps.get(gap);
  if (known !== undefined) return known;
  const stop = STOP.test(gap);
  const read = {
    stop,
    dots: gap !== '' && !/[^.…]/.test(gap),
    comma: !stop && !/^(?:\s+[«“"]\s*|"\s+)$/.test(gap) && /[,;:(«“"/–—-]\s*$/.test(gap),
    elides: /[’'-]$/.test(gap),
  };
  if (gap.length <= MAX_KNOWN_LENGTH && knownGaps.size < MAX_KNOWN_GAPS) knownGaps.set(gap, read);
  return read;
}

export function readTokens(text: string): GluedLine {
  const folded = foldText(text);
  const tokens: Token[] = [];
  let previousEnd = 0;
  for (const { start, end } of findWords(text)) {
    const written = text.slice(start, end);
    const isPlain = start === previousEnd + 1 && text.charCodeAt(previousEnd) === SPACE;
    const gap = isPlain ? PLAIN_GAP : readGap(text.slice(previousEnd, start));
    const token = {
      start,
      end,
      written,
      folded: folded.slice(start, end),
      opens: !isLowerAscii(written) && OPENS.test(written) && !gap.elides,
      afterStop: tokens.length === 0 || (gap.stop && !(gap.dots && /^\d/.test(written))),
      afterComma: gap.comma,
    };
    tokens.push(token);
    previousEnd = end;
  }
  for (const [index, token] of tokens.entries()) {
    if (token.opens && NAME_PARTICLES.has(token.folded) && standsInName(text, tokens, index)) token.opens = false;
  }
  return { text, folded, tokens };
}

const NAME_PARTICLES = new Set('le la les de du des van von di da el al ben'.split(' '));
const FIRST_NAME = /^\p{Lu}\p{Ll}+$/u;
/** What stands before a whole name on a page. */
const NAME_LABEL = /^(?:par|by|photos?|credits?|textes?|avec|auteure?s?)$/;

/** "Alain Le Goff", "Bruno De Witte": after a first name alone, and before the rest of the name. */
function standsInName(text: string, tokens: readonly Token[], index: number): boolean {
  const [before, token, after] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (before === undefined || token === undefined || after === undefined) return false;
  if (token.afterStop || token.afterComma || !FIRST_NAME.test(before.written) || !/^\p{Lu}/u.test(after.written))
    return false;
  if (after.afterStop || after.afterComma) return false;
  const earlier = tokens[index - 2];
  if (earlier === undefined || before.afterStop || before.afterComma) return true;
  const isJoined = text.slice(earlier.end, before.start) === '-';
  return isJoined || !/^\p{Lu}/u.test(earlier.written) || NAME_LABEL.test(earlier.folded);
}

/** Whether a stretch of furniture may end before this token. */
export function endsBefore(token: Token | undefined): boolean {
  if (token === undefined) return true;
  if (!token.afterStop && (token.afterComma || !token.opens)) return false;
  return !/^\d/.test(token.folded) || token.afterStop;
}

/** How much of what stands between two words belongs to the first. */
function closingLength(gap: string): number {
  const [closing] = CLOSING.exec(gap) as RegExpExecArray; // nothing at all matches too
  return closing.trimEnd().length;
}

/** The end of the stretch before token `next`: past closing signs, before the space and any opening sign. */
export function stretchEnd({ text, tokens }: GluedLine, next: number): number {
  const { end: from } = tokens[next - 1] as Token; // a stretch has a word
  const gap = text.slice(from, tokens[next]?.start ?? text.length);
  return gap === ' ' ? from : from + closingLength(gap);
}

/** The words from token `from` to before token `next` as a line of their own, with a bracket that opens before them. */
export function sliceLine(line: GluedLine, from: number, next: number): Line {
  const start = startOf(line, from);
  const end = stretchEnd(line, next);
  const words: string[] = [];
  const written: string[] = [];
  for (let index = from; index < next; index++) {
    const token = line.tokens[index];
    if (token === undefined || token.written === '©') continue;
    words.push(token.folded);
    written.push(token.written);
  }
  const text = line.text.slice(start, end);
  return { text, folded: line.folded.slice(start, end), words, written, ends: ENDS.test(text) };
}

/** Where a stretch begins: at its first word, or at the bracket before it. */
export function startOf({ text, tokens }: GluedLine, from: number): number {
  const { start } = tokens[from] as Token; // the caller stands on it
  return text.charAt(start - 1) === '(' ? start - 1 : start;
}
