import { createWordFinder } from '../../text/find-words.ts';
import { remembering } from '../../remembering.ts';
import { type Line, lineOf } from '../furniture/line.ts';
import { readWord, type Word } from '../furniture/words/read-word.ts';

/** A word of a line into which furniture may have run. */
export interface Token {
  start: number;
  end: number;
  word: Word;
  /** Written with a capital, or a number or sign: furniture may begin here and end before it. */
  opens: boolean;
  /** What stands between the word before and this one ends a sentence. */
  afterStop: boolean;
  afterComma: boolean;
}

/** A line cut into words. */
export interface GluedLine {
  text: string;
  tokens: readonly Token[];
}

/** A stretch of furniture inside a line: what to call its removal, and the token after it. */
export interface Found {
  rule: string;
  next: number;
}

/** Lines shorter than this are judged whole. */
export const MIN_GLUED_LENGTH = 60;

/** How many words a stretch of furniture inside a line may have. */
export const MAX_STRETCH_WORDS = 26;

const findWords = createWordFinder(/[\p{L}\p{N}©]/u);
const CLOSING = /^(?: ?[€$%])?\s?[.!?…)»”\]]*(?:\s*[–—-]\s*\.)?/;
const SPACE = 0x20;
const STOP = /[.!?…]/;

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

const readGap = remembering((gap: string): Gap => {
  const stop = STOP.test(gap);
  return {
    stop,
    dots: gap !== '' && !/[^.…]/.test(gap),
    comma: !stop && !/^(?:\s+[«“"]\s*|"\s+)$/.test(gap) && /[,;:(«“"/–—-]\s*$/.test(gap),
    elides: /[’'-]$/.test(gap),
  };
});

export function readTokens(text: string): GluedLine {
  let previousEnd = -1;
  const tokens = findWords(text, (start, end): Token => {
    const word = readWord(text.slice(start, end));
    const isPlain = start === previousEnd + 1 && text.charCodeAt(previousEnd) === SPACE;
    const gap = isPlain ? PLAIN_GAP : readGap(text.slice(Math.max(0, previousEnd), start));
    const token = {
      start,
      end,
      word,
      opens: (word.isCapitalised || word.startsWithDigit || word.written === '©') && !gap.elides,
      afterStop: previousEnd < 0 || (gap.stop && !(gap.dots && word.startsWithDigit)),
      afterComma: gap.comma,
    };
    previousEnd = end;
    return token;
  });
  for (let index = 1; index < tokens.length; index++) {
    const token = tokens[index] as Token; // in range
    if (token.opens && NAME_PARTICLES.has(token.word.folded) && standsInName(text, tokens, index)) token.opens = false;
  }
  return { text, tokens };
}

const NAME_PARTICLES = new Set('le la les de du des van von di da el al ben'.split(' '));
const FIRST_NAME = /^\p{Lu}\p{Ll}+$/u;
/** What stands before a whole name on a page. */
const NAME_LABEL = /^(?:par|by|photos?|credits?|textes?|avec|auteure?s?)$/;

/** "Alain Le Goff", "Bruno De Witte": after a first name alone, and before the rest of the name. */
function standsInName(text: string, tokens: readonly Token[], index: number): boolean {
  const [before, token, after] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (before === undefined || token === undefined || after === undefined) return false;
  if (token.afterStop || token.afterComma || !FIRST_NAME.test(before.word.written) || !after.word.isCapitalised)
    return false;
  if (after.afterStop || after.afterComma) return false;
  const earlier = tokens[index - 2];
  if (earlier === undefined || before.afterStop || before.afterComma) return true;
  const isJoined = text.slice(earlier.end, before.start) === '-';
  return isJoined || !earlier.word.isCapitalised || NAME_LABEL.test(earlier.word.folded);
}

/** Whether a stretch of furniture may end before this token. */
export function endsBefore(token: Token | undefined): boolean {
  if (token === undefined) return true;
  if (!token.afterStop && (token.afterComma || !token.opens)) return false;
  return !token.word.startsWithDigit || token.afterStop;
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
  const words: Word[] = [];
  for (const { word } of line.tokens.slice(from, next)) {
    if (word.written !== '©') words.push(word);
  }
  return lineOf(line.text.slice(start, end), words);
}

/** Where a stretch begins: at its first word, or at the bracket before it. */
export function startOf({ text, tokens }: GluedLine, from: number): number {
  const { start } = tokens[from] as Token; // the caller stands on it
  return text.charAt(start - 1) === '(' ? start - 1 : start;
}
