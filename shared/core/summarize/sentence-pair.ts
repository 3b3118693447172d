import type { SentenceModel } from './document-model.ts';

/** What two sentences of one summary mean to each other. */
export interface SentencePair {
  /** Cosine of the two: said once is enough. */
  similarity: number;
  /** 1 when they are neighbours in the article. */
  adjacency: number;
}

/** Two sentences that share so much of the weight of the shorter one tell the same. */
const SAME_SHARE = 0.62;

/** What two sentences mean beside each other. */
export interface Bond {
  /** What the ranker weighs. */
  pair: SentencePair;
  /** Whether a reader of both reads the same twice. */
  repeats: boolean;
}

/** A sentence at its place in the article. */
export interface PlacedSentence {
  index: number;
  sentence: SentenceModel;
}

/**
 * Says of any other sentence of the same article, of `length` sentences, what it means beside `one`. Takes time linear in
 * how often the terms of `one` are said, once; then an answer costs nothing.
 */
export function pairWith(one: PlacedSentence, length: number): (other: PlacedSentence) => Bond {
  const shared = new Array<number>(length).fill(0);
  for (const { square, standsIn } of one.sentence.terms) {
    for (const index of standsIn) shared[index] = (shared[index] as number) + square; // indexes are below `length`
  }
  // Both are of the same article.
  return (other) => bondOf(one, other, shared[other.index] as number);
}

/** What a sentence and the next one mean beside each other, for less than `pairWith` takes. */
export function pairWithNext(one: PlacedSentence, next: PlacedSentence): Bond {
  return bondOf(one, next, one.sentence.productWithNext);
}

function bondOf(one: PlacedSentence, other: PlacedSentence, product: number): Bond {
  const [own, others] = [one.sentence.norm, other.sentence.norm];
  return {
    pair: {
      similarity: product > 0 ? product / (own * others) : 0,
      adjacency: Math.abs(other.index - one.index) === 1 ? 1 : 0,
    },
    repeats: product > SAME_SHARE * Math.min(own, others) ** 2,
  };
}
