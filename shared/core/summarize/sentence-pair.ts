import { type SentenceModel, sum, type Term } from './document-model.ts';

/** What two sentences of one summary mean to each other. */
export interface SentencePair {
  /** Cosine of the two: said once is enough. */
  similarity: number;
  /** 1 when they are neighbours in the article. */
  adjacency: number;
}

/** A sentence at its place in the article. */
export interface PlacedSentence {
  index: number;
  sentence: SentenceModel;
}

/** Says of any other sentence what it means beside `one`, in time linear in the other's terms. */
export function pairWith(one: PlacedSentence): (other: PlacedSentence) => SentencePair {
  const terms = new Set<Term>(one.sentence.terms);
  return (other) => {
    const shared = sum(other.sentence.terms, (term) => (terms.has(term) ? term.weight ** 2 : 0));
    return {
      similarity: shared > 0 ? shared / (one.sentence.norm * other.sentence.norm) : 0,
      adjacency: Math.abs(other.index - one.index) === 1 ? 1 : 0,
    };
  };
}
