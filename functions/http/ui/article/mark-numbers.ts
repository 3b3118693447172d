/** A piece of a sentence; numbers apart, so that a questioned one can be marked. */
export interface SentencePart {
  text: string;
  isNumber: boolean;
}

/** Digits with their separators, inside or between: `1 234,5`, `12:30`, `2026-11`. */
const NUMBER = /\d(?:[\d.,:/\u00a0\u202f -]*\d)?/g;

/** Cuts a sentence before and behind each number. */
export function markNumbers(sentence: string): SentencePart[] {
  const parts: SentencePart[] = [];
  let at = 0;
  for (const { 0: text, index } of sentence.matchAll(NUMBER)) {
    if (index > at) parts.push({ text: sentence.slice(at, index), isNumber: false });
    parts.push({ text, isNumber: true });
    at = index + text.length;
  }
  if (at < sentence.length) parts.push({ text: sentence.slice(at), isNumber: false });
  return parts;
}
