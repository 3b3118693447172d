import { DepecheError } from '../errors.ts';
import { modelDocument, type RankableSentence } from './document-model.ts';
import { PAIR_WEIGHTS, SENTENCE_WEIGHTS } from './ranker-weights.ts';
import { measureSentence } from './sentence-features.ts';
import { type PlacedSentence, pairWith } from './sentence-pair.ts';

/** Changes with every feature, weight or rule that can move a pick. */
export const SUMMARY_VERSION = 2;

/** How many sentences a caller may ask for. */
export const MIN_SUMMARY_SENTENCES = 1;
export const MAX_SUMMARY_SENTENCES = 10;

/** Shorter sentences are headings, captions, crumbs: measured on scraped pages, they only ever hurt. */
export const MIN_SUMMARY_WORDS = 4;

export interface SummaryRequest {
  title?: string | undefined;
  /** Cleaned and segmented, in document order. */
  sentences: readonly RankableSentence[];
  /** Sentences wanted, 1..10. */
  count: number;
}

interface Candidate extends PlacedSentence {
  /** What the sentence is worth by itself, and beside the sentences taken so far. */
  score: number;
}

/**
 * Picks the sentences that tell an article best: indexes into `sentences`, in document order.
 *
 * A linear ranker scores each sentence by itself; then sentences are taken one by one, the best first, each judged
 * beside those already taken (greedy maximal marginal relevance, Carbonell & Goldstein 1998). Ties go to the earlier
 * sentence. A sentence is taken once however often it is repeated, fragments under four words only when there is nothing
 * else, and what has no word at all never, so there may be fewer picks than asked for. Takes time linear in the text for
 * each pick.
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
  const scored = document.sentences.map((sentence, index) => ({
    index,
    sentence,
    score: weigh(measureSentence(sentence, document, index), SENTENCE_WEIGHTS),
  }));
  const saying = withoutRepeats(scored.filter(({ sentence }) => sentence.words.length > 0));
  const worthy = saying.filter(({ sentence }) => sentence.words.length >= MIN_SUMMARY_WORDS);
  return takeBest(worthy.length > 0 ? worthy : saying, count)
    .map(({ index }) => index)
    .sort((a, b) => a - b);
}

function takeBest(candidates: readonly Candidate[], count: number): Candidate[] {
  const taken: Candidate[] = [];
  let left = candidates;
  while (taken.length < count) {
    const [first, ...others] = left;
    if (first === undefined) break;
    const best = others.reduce((leader, other) => (other.score > leader.score ? other : leader), first);
    taken.push(best);
    const pairOf = pairWith(best);
    left = left
      .filter((candidate) => candidate !== best)
      .map((candidate) => ({ ...candidate, score: candidate.score + weigh(pairOf(candidate), PAIR_WEIGHTS) }));
  }
  return taken;
}

/** Keeps the first of sentences with the same words. */
function withoutRepeats(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ sentence }) => {
    const words = sentence.words.join(' ');
    return !seen.has(words) && seen.add(words);
  });
}

function weigh<Name extends string>(values: Record<Name, number>, weights: Readonly<Record<Name, number>>): number {
  let total = 0;
  for (const name in weights) total += weights[name] * values[name];
  return total;
}
