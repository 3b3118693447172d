import { isPair, utf8Length } from './utf8-length.ts';

/** A piece of a sentence and the white space between it and the next piece. */
export interface SentencePart {
  text: string;
  joiner: string;
}

const SPACE = /\s/;
const SPACES = /\s*/y;
const CLAUSE_END = /[;:,–—]/;
/** French sets a space before these; a part that began with one would read badly. */
const CLINGS_TO_WORD_BEFORE = /[;:!?»%€]/;
/** What belongs to the character before it: combining marks, variation selectors, joiners, skin tones. */
const EXTENDS_CHARACTER = /\p{M}|\p{Emoji_Modifier}|\u200d/u;
const ZERO_WIDTH_JOINER = 0x200d;
/** After it come the letters, digits and signs of ASCII. */
const SPACE_CODE = 0x20;

/**
 * Cuts a sentence into parts of at most `maxBytes` UTF-8 bytes (at least 4): after a clause if that fills half of the
 * limit, else between words, else between characters, else between code points. Texts and joiners in order are the
 * sentence again.
 */
export function cutSentence(sentence: string, maxBytes: number): SentencePart[] {
  if (sentence !== '' && utf8Length(sentence) <= maxBytes) return [{ text: sentence, joiner: '' }];
  const parts: SentencePart[] = [];
  let start = 0;
  while (start < sentence.length) {
    const end = findCut(sentence, start, maxBytes);
    SPACES.lastIndex = end;
    SPACES.test(sentence);
    const next = SPACES.lastIndex;
    parts.push({ text: sentence.slice(start, end), joiner: sentence.slice(end, next) });
    start = next;
  }
  return parts;
}

function findCut(text: string, start: number, maxBytes: number): number {
  let clause = start;
  let word = start;
  let character = start;
  let at = start;
  for (let bytes = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    // Most are: for them none of the patterns has to be asked.
    if (code > SPACE_CODE && code < 0x80) {
      if (text.charCodeAt(at - 1) !== ZERO_WIDTH_JOINER) character = at;
      bytes += 1;
      if (bytes > maxBytes) return firstAfter(start, [clause, word, character]) ?? at;
      at += 1;
      continue;
    }
    const units = isPair(text, at) ? 2 : 1;
    const unit = text.slice(at, at + units);
    if (at > start && SPACE.test(unit) && !SPACE.test(text.charAt(at - 1))) {
      if (!CLINGS_TO_WORD_BEFORE.test(text.charAt(at + 1))) word = at;
      if (word === at && bytes * 2 >= maxBytes && CLAUSE_END.test(text.charAt(at - 1))) clause = at;
    }
    if (!EXTENDS_CHARACTER.test(unit) && text.charCodeAt(at - 1) !== ZERO_WIDTH_JOINER) character = at;
    bytes += utf8Length(unit);
    if (bytes > maxBytes) return firstAfter(start, [clause, word, character]) ?? at;
    at += units;
  }
  return at;
}

function firstAfter(start: number, cuts: readonly number[]): number | undefined {
  return cuts.find((cut) => cut > start);
}
