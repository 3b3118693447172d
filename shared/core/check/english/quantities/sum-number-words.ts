import type { Span } from '../../../text/span.ts';

/** A number written in words. */
export interface WordNumber extends Span {
  value: number;
}

/** How a language builds its numbers. */
export interface NumberLexicon {
  /** Words below one hundred, ordinals too. */
  plain: ReadonlyMap<string, number>;
  /** "hundred" and above. */
  multipliers: ReadonlyMap<string, number>;
  /** The words for one, which are articles unless something multiplies them. */
  articles: ReadonlySet<string>;
  /** The word between parts: "and", "et". */
  joint: string;
  /** What a value makes of the sum before it; nothing where a new number begins. */
  add: (sum: number, value: number) => number | undefined;
}

const WORD = /\p{L}{1,999}/gu;
/** What may stand between the parts of one number. */
const INSIDE = /^[\s\u00a0\u202f-]{1,2}$/;
const DIGIT_BEFORE = /\d[\s\u00a0\u202f]?$/;
const LONGEST_PART = 3;

/** A number being read. */
interface Sum extends Span {
  total: number;
  /** Below the last multiplier; nothing yet is 0. */
  rest: number;
  isArticle: boolean;
}

/** Reads the numbers that a text has in words. "millions of people" is none, and neither is the word behind digits. Linear time. */
export function sumNumberWords(text: string, lexicon: NumberLexicon): WordNumber[] {
  const found: WordNumber[] = [];
  let sum: Sum | undefined;
  const close = () => {
    if (sum !== undefined && !sum.isArticle)
      found.push({ start: sum.start, end: sum.end, value: sum.total + sum.rest });
    sum = undefined;
  };
  for (const { 0: word, index } of text.toLowerCase().matchAll(WORD)) {
    const end = index + word.length;
    if (sum !== undefined && !INSIDE.test(text.slice(sum.end, index).replace(lexicon.joint, '').replace('  ', ' '))) {
      if (word !== lexicon.joint) close();
    }
    if (word === lexicon.joint) continue;
    const value = lexicon.articles.has(word) ? 1 : lexicon.plain.get(word);
    const multiplier = lexicon.multipliers.get(word);
    if (value !== undefined) {
      // "A thousand a year" is no thousand and one; "vingt et une" is.
      const added = sum === undefined || !lexicon.plain.has(word) ? undefined : lexicon.add(sum.rest, value);
      if (sum === undefined || added === undefined) {
        close();
        sum = { start: index, end, total: 0, rest: value, isArticle: lexicon.articles.has(word) };
      } else sum = { ...sum, end, rest: added, isArticle: false };
    } else if (multiplier === undefined) close();
    else if (sum?.isArticle && isCounted(word)) sum = undefined;
    else if (sum !== undefined) sum = multiplied(sum, multiplier, end);
    else if (isCounted(word) && !DIGIT_BEFORE.test(text.slice(Math.max(0, index - LONGEST_PART), index))) {
      sum = multiplied({ start: index, end, total: 0, rest: 1, isArticle: false }, multiplier, end);
    }
  }
  close();
  return found;
}

function multiplied(sum: Sum, multiplier: number, end: number): Sum {
  const whole = { start: sum.start, end, isArticle: false };
  if (multiplier === 100) return { ...whole, total: sum.total, rest: (sum.rest || 1) * multiplier };
  // "Mille deux cents milliards" multiplies all before it, "un milliard deux cents millions" what came after the milliard.
  const kept = sum.total < multiplier ? 0 : sum.total;
  return { ...whole, total: kept + (sum.total - kept + sum.rest || 1) * multiplier, rest: 0 };
}

/** French counts "cent" and "mille" without a one. */
function isCounted(word: string): boolean {
  return word === 'cent' || word === 'mille';
}
