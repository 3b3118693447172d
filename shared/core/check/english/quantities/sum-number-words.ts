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
  /** Whether that word may stand behind a number that ends in no hundred: "vingt et un", but not "forties and two". */
  joins: (value: number) => boolean;
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
  /** The last multiplier above one hundred; none is 0. */
  unit: number;
  isArticle: boolean;
}

/** Reads the numbers that a text has in words. "millions of people" is none, and neither is the word behind digits. Linear time. */
export function sumNumberWords(text: string, lexicon: NumberLexicon): WordNumber[] {
  const found: WordNumber[] = [];
  let sum: Sum | undefined;
  /** What stood before a joint behind a multiplier: "mille et un" is one number, "cent mille et deux millions" are two. */
  let before: Sum | undefined;
  let isJoined = false;
  const close = () => {
    const [first, last] = [before, sum];
    before = undefined;
    sum = undefined;
    if (first !== undefined && last !== undefined && readSum(last) < (first.rest > 0 ? 100 : first.unit)) {
      found.push({ start: first.start, end: last.end, value: readSum(first) + readSum(last) });
      return;
    }
    for (const one of [first, last]) {
      if (one !== undefined && !one.isArticle) found.push({ start: one.start, end: one.end, value: readSum(one) });
    }
  };
  for (const { 0: word, index } of text.toLowerCase().matchAll(WORD)) {
    const end = index + word.length;
    const open = sum ?? before;
    if (open !== undefined && !INSIDE.test(text.slice(open.end, index).replace(lexicon.joint, '').replace('  ', ' '))) {
      if (word !== lexicon.joint) close();
    }
    if (word === lexicon.joint) {
      if (sum !== undefined && before === undefined && sum.rest % 100 === 0 && (sum.unit > 0 || sum.rest > 0)) {
        before = sum;
        sum = undefined;
      }
      isJoined = true;
      continue;
    }
    const behindJoint = isJoined;
    isJoined = false;
    const value = lexicon.articles.has(word) ? 1 : lexicon.plain.get(word);
    const multiplier = lexicon.multipliers.get(word);
    if (value !== undefined) {
      // "A thousand a year" is no thousand and one; "vingt et une" is.
      const goesOn = lexicon.plain.has(word) && !(behindJoint && sum !== undefined && !lexicon.joins(value));
      const added = sum === undefined || !goesOn ? undefined : lexicon.add(sum.rest, value);
      if (sum === undefined || added === undefined) {
        if (sum !== undefined || !lexicon.plain.has(word)) close();
        sum = { start: index, end, total: 0, rest: value, unit: 0, isArticle: lexicon.articles.has(word) };
      } else sum = { ...sum, end, rest: added, isArticle: false };
    } else if (multiplier === undefined) close();
    else if (sum?.isArticle && isCounted(word)) sum = undefined;
    else if (sum !== undefined) {
      // "One hundred and twenty thousand" multiplies both, "cent et deux cents" are two.
      if (before !== undefined && before.rest > 0 && multiplier > 100 && readSum(sum) < 100) {
        sum = { ...before, rest: before.rest + sum.rest };
        before = undefined;
      }
      sum = multiplied(sum, multiplier, end);
    } else if (isCounted(word) && !DIGIT_BEFORE.test(text.slice(Math.max(0, index - LONGEST_PART), index))) {
      sum = multiplied({ start: index, end, total: 0, rest: 1, unit: 0, isArticle: false }, multiplier, end);
    } else close();
  }
  close();
  return found;
}

const readSum = ({ total, rest }: Sum): number => total + rest;

function multiplied(sum: Sum, multiplier: number, end: number): Sum {
  const whole = { ...sum, end, isArticle: false };
  if (multiplier === 100) return { ...whole, rest: (sum.rest || 1) * multiplier };
  // "Mille deux cents milliards" multiplies all before it, "un milliard deux cents millions" what came after the milliard.
  const kept = sum.total < multiplier ? 0 : sum.total;
  return { ...whole, total: kept + (sum.total - kept + sum.rest || 1) * multiplier, rest: 0, unit: multiplier };
}

/** French counts "cent" and "mille" without a one. */
function isCounted(word: string): boolean {
  return word === 'cent' || word === 'mille';
}
