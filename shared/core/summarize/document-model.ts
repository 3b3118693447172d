import { CAPITAL } from '../text/capital.ts';
import { findWords } from '../text/find-words.ts';

/** A sentence as the summariser takes it: cleaned and segmented, with the index of its paragraph. */
export interface RankableSentence {
  text: string;
  paragraph: number;
}

/** What the features need to know of one sentence, counted once. */
export interface SentenceModel {
  text: string;
  /** The same in lower case. */
  lower: string;
  /** Words in order, lower case. */
  words: readonly string[];
  /** Its different terms, shared with the sentences that say them too. */
  terms: readonly Term[];
  /** Length of its tf-isf vector. */
  norm: number;
  /** Weight of the title's terms that it says. */
  titleWeight: number;
  /** Names inside it that no sentence before says. */
  freshNames: number;
  /** Product of its vector with that of the sentence after it. */
  productWithNext: number;
}

/** One term of the article's vocabulary. */
export interface Term {
  /** Indexes of the sentences it stands in, ascending. */
  standsIn: number[];
  /** Inverse sentence frequency: the rarer in this article, the heavier. */
  weight: number;
  /** Square of its weight: what it adds to the product of two sentences that say it. */
  square: number;
  inTitle: boolean;
  /** Of the last sentence that `multiply` found it in. */
  mark: number;
}

/** The article as a small vector space. */
export interface DocumentModel {
  sentences: readonly SentenceModel[];
  /** Length of the sum of all sentence vectors. */
  centroidNorm: number;
  /** Weight of the title's terms that the text takes up; 0 without a title. */
  titleWeight: number;
}

/** Words are cut to this many letters to make terms, so that "ministre" and "ministres" are one; 5, 9 and 30 fit worse. */
const TERM_LETTERS = 7;

const NAME = new RegExp(`(?<=[\\s'’])(?=[${CAPITAL}])(?<=[\\p{L}\\d,;:)»"]\\s|['’])\\p{Lu}\\p{L}{1,99}`, 'gu');

/** Lower-case words of a text: runs of letters and digits. */
export function listWords(text: string): string[] {
  return cutWords(text.toLowerCase());
}

function cutWords(lower: string): string[] {
  return findWords(lower, (start, end) => lower.slice(start, end));
}

/** Counts an article once, in time linear in its length. */
export function modelDocument(title: string, sentences: readonly RankableSentence[]): DocumentModel {
  const titleTerms = new Set(listWords(title).map(termOf));
  const vocabulary = new Map<string, Term>();

  function readTerm(word: string): Term {
    const key = termOf(word);
    const known = vocabulary.get(key);
    if (known !== undefined) return known;
    const term = { standsIn: [], weight: 0, square: 0, inTitle: titleTerms.has(key), mark: -1 };
    vocabulary.set(key, term);
    return term;
  }

  const counted = sentences.map(({ text }, index) => {
    const lower = text.toLowerCase();
    const words = cutWords(lower);
    const terms: Term[] = [];
    for (const word of words) {
      const term = readTerm(word);
      if (term.standsIn.at(-1) === index) continue;
      term.standsIn.push(index);
      terms.push(term);
    }
    const names = text.match(NAME) ?? [];
    // A name that is a part of a word, as in "Covid19", is no term.
    const freshNames = names.filter((name) => vocabulary.get(termOf(name.toLowerCase()))?.standsIn[0] === index).length;
    return { text, lower, words, terms, freshNames };
  });
  const terms = [...vocabulary.values()];
  for (const term of terms) {
    term.weight = Math.log1p(sentences.length / term.standsIn.length);
    term.square = term.weight ** 2;
  }

  return {
    sentences: counted.map(({ text, lower, words, terms, freshNames }, index) => ({
      text,
      lower,
      words,
      terms,
      norm: Math.sqrt(sum(terms, ({ square }) => square)),
      titleWeight: sum(terms, weightInTitle),
      freshNames,
      productWithNext: multiply(terms, counted[index + 1]?.terms ?? [], index),
    })),
    centroidNorm: Math.sqrt(sum(terms, ({ weight, standsIn }) => (weight * standsIn.length) ** 2)),
    titleWeight: sum(terms, weightInTitle),
  };
}

function termOf(word: string): string {
  return word.slice(0, TERM_LETTERS);
}

/** Sum of `value` over items. */
export function sum<T>(items: readonly T[], value: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += value(item);
  return total;
}

/** Product of the vectors of two sentences, of which `mark` is the number. */
function multiply(terms: readonly Term[], others: readonly Term[], mark: number): number {
  for (const term of others) term.mark = mark;
  return sum(terms, ({ square, mark: own }) => (own === mark ? square : 0));
}

function weightInTitle(term: Term): number {
  return term.inTitle ? term.weight : 0;
}
