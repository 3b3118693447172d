import { DepecheError } from '../errors.ts';
import { findBest } from './beam-search.ts';
import { DEFECT_COST, listCandidates } from './candidates.ts';
import { modelDocument, type RankableSentence } from './document-model.ts';
import { PAIR_WEIGHTS, SENTENCE_WEIGHTS } from './ranker-weights.ts';
import { type FeatureName, measureSentence } from './sentence-features.ts';
import { type Bond, type PlacedSentence, pairWith, pairWithNext } from './sentence-pair.ts';

/** How many sentences a caller may ask for. */
export const MIN_SUMMARY_SENTENCES = 1;
export const MAX_SUMMARY_SENTENCES = 10;

const FEATURES = Object.keys(SENTENCE_WEIGHTS) as FeatureName[];
const WEIGHTS = Object.values(SENTENCE_WEIGHTS);

export interface SummaryRequest {
  title?: string | undefined;
  /** Cleaned and segmented, in document order. */
  sentences: readonly RankableSentence[];
  /** Sentences wanted, 1..10. */
  count: number;
}

/**
 * Picks the sentences that tell an article best: indexes into `sentences`, in document order.
 *
 * A linear ranker scores each sentence by itself and beside those already taken (maximal marginal relevance, Carbonell &
 * Goldstein 1998); a beam search finds the summary of the highest sum, ties going to the earlier sentence. What leans on
 * a sentence that is not taken, questions and headings come only when nothing else is left; the first sentence leans on
 * the title. A sentence is taken once however often it is repeated, fragments under four words only when there is
 * nothing else, and what has no word at all never, so there may be fewer picks than asked for. Takes time linear in the
 * text for each pick.
 *
 * @throws DepecheError `invalid-request` when `count` is not a whole number from 1 to 10.
 */
export function pickSummary({ title = '', sentences, count }: SummaryRequest): number[] {
  if (!Number.isInteger(count) || count < MIN_SUMMARY_SENTENCES || count > MAX_SUMMARY_SENTENCES) {
    throw new DepecheError('invalid-request', 'Ask for a whole number of summary sentences from 1 to 10.', {
      issues: [{ pointer: '/summary/sentences', detail: 'must be a whole number from 1 to 10' }],
    });
  }
  const document = modelDocument(title, sentences);
  const candidates = listCandidates(title, document).map((candidate) => ({
    ...candidate,
    score: weigh(measureSentence(candidate.sentence, document, candidate.index)),
  }));
  const bonds = {
    ofAll: (one: PlacedSentence) => {
      const pairOf = pairWith(one, document.sentences.length);
      return candidates.map((other) => worthOf(pairOf(other)));
    },
    ofNext: (one: PlacedSentence, next: PlacedSentence) => worthOf(pairWithNext(one, next)),
  };
  return findBest(candidates, count, bonds).map(({ index }) => index);
}

/** What one of two sentences adds to a summary that has the other, beside its own score. */
function worthOf({ pair, repeats }: Bond): number {
  const { similarity, adjacency } = PAIR_WEIGHTS;
  return similarity * pair.similarity + adjacency * pair.adjacency - (repeats ? DEFECT_COST : 0);
}

function weigh(features: Readonly<Record<FeatureName, number>>): number {
  let total = 0;
  for (let at = 0; at < FEATURES.length; at++) total += features[FEATURES[at] as FeatureName] * (WEIGHTS[at] as number); // as many
  return total;
}
