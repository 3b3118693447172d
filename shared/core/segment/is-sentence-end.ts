import { BEFORE_NAMES, BEFORE_NUMBERS, DOMAINS, OPENERS, TITLES } from './abbreviations.ts';
import { isCapital, isDigit, isLetter, isSmallLetter, isTerminator } from './letters.ts';

/** A run of terminators in its context; UTF-16 offsets into `text`. */
export interface Candidate {
  text: string;
  /** Where the sentence that may end here began. */
  start: number;
  /** First terminator of the run. */
  mark: number;
  /** After the terminators and the quotes and brackets that close with them. */
  end: number;
  /** First character from `end` on that is not white space; `end` itself when a space is missing. */
  next: number;
}

/** Longest word looked at, in UTF-16 units: no abbreviation is longer, and a bound keeps hostile text linear. */
const MAX_WORD = 16;
/** Longest abbreviation of the lists, and one more: a longer word needs no look-up. */
const MAX_ABBREVIATION = 6;
/** Abbreviations that no list has are short and end in a consonant; from this length on a word is taken for whole. */
const MIN_WHOLE_WORD = 6;
const OPENING_MARKS = /(?:[([](?:\.{3}|…)[)\]]|[«“„"‘'([–—\s-]){1,999}/y;
const WORD = new RegExp(`\\p{L}{1,${MAX_WORD}}`, 'uy');
const ROMAN_NUMERAL = /^[IVXLC]+$/;
const ENUMERATION = /^[«"“(]?(?:\d{1,3}|\p{L}|[IVX]+)$/u;
const MAX_ENUMERATION = 4;
const MAILBOX = /\.[\w.+-]{1,64}@/y;
const CONTINUATION = new Set(',;:.!?…»”)]/%=&|\\');
const SPACED_DASH = /[–—-]\s/y;

/** Whether a run of terminators ends its sentence, given that something follows in the same paragraph. */
export function isSentenceEnd(candidate: Candidate): boolean {
  const { text, mark, end, next } = candidate;
  const opening = next + matchAt(OPENING_MARKS, text, next).length;
  const first = text.charAt(opening);
  if (first === '' || CONTINUATION.has(first)) return false;
  const glued = next === end;
  if (glued && first !== text.charAt(next) && text[next] === '-') return false;
  const isLoneStop = text[mark] === '.' && !isTerminator(text.charAt(mark + 1));
  if (isSmallLetter(first) && !isCapital(text.charAt(opening + 1))) {
    return isLoneStop && !glued && smallLetterOpens(candidate);
  }
  if (isLoneStop) return stopEnds(candidate, opening);
  return !isAside(text, mark, end) && !(glued && isDigit(first));
}

/**
 * A small letter opens a sentence only where the writer was careless with capitals: after a full stop that no
 * abbreviation explains, or in a list of dashes.
 */
function smallLetterOpens({ text, mark, end, next }: Candidate): boolean {
  const word = wordBefore(text, mark);
  if (end > mark + 1 || isAbbreviation(word)) return false;
  if (matchAt(SPACED_DASH, text, next) !== '') return true;
  return isSmallLetter(word.charAt(0)) && (word.length >= MIN_WHOLE_WORD || /^.{3,}[aeiouyéèêàù]$/.test(word));
}

function isAbbreviation(word: string): boolean {
  return BEFORE_NAMES.has(word) || BEFORE_NUMBERS.has(word);
}

/** "(?)", "(!)" and "[…]" are asides, unless more than the bracket follows the terminators: "(...)." */
function isAside(text: string, mark: number, end: number): boolean {
  const before = text.charAt(mark - 1);
  return (before === '(' || before === '[') && !isTerminator(text.charAt(end - 1));
}

function stopEnds(candidate: Candidate, opening: number): boolean {
  const { text, start, mark, end, next } = candidate;
  if (mark - start <= MAX_ENUMERATION && ENUMERATION.test(text.slice(start, mark))) return false;
  const glued = next === end;
  const word = wordBefore(text, mark);
  const beforeDigit = isDigit(text.charAt(opening));
  if (word === '') return !(glued && beforeDigit && isDigit(text.charAt(mark - 1)));
  if (word.length > MAX_ABBREVIATION && !glued) return true;

  const beforeWord = text.charAt(mark - 1 - word.length);
  const isUnit = beforeWord === '°' || isDigit(beforeWord);
  if (TITLES.has(word) && beforeWord !== '.') return false;
  if (word.length === 1 && isCapital(word) && !isUnit) return isOpener(text, opening);
  const known = word === word.toUpperCase() ? word : word.toLowerCase();
  if (BEFORE_NAMES.has(known)) return opening === next && isOpener(text, opening);
  if (BEFORE_NUMBERS.has(known) && (beforeDigit || ROMAN_NUMERAL.test(matchAt(WORD, text, opening)))) return false;
  return !glued || gluedStopEnds(text, mark, opening, isUnit ? MAX_WORD : word.length);
}

/** Without a space, a full stop may also sit inside an address, a file name or a version. */
function gluedStopEnds(text: string, mark: number, opening: number, wordLength: number): boolean {
  const follower = matchAt(WORD, text, opening);
  if (follower === '') return wordLength > 2;
  if (wordLength === 1) return isOpener(text, opening);
  return !DOMAINS.has(follower.toLowerCase()) && matchAt(MAILBOX, text, mark) === '';
}

/** A single letter opens a sentence when it is elided ("L'État"), or a word of its own ("À"). */
function isOpener(text: string, opening: number): boolean {
  const word = matchAt(WORD, text, opening);
  if (!OPENERS.has(word.toLowerCase())) return false;
  return word.length > 1 || word === 'À' || /['’]/.test(text.charAt(opening + 1));
}

function wordBefore(text: string, end: number): string {
  let start = end;
  while (start > end - MAX_WORD && isLetter(text.charAt(start - 1))) start--;
  return text.slice(start, end);
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
