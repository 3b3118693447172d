import { DepecheError } from '../errors.ts';
import { modelDocument, type RankableSentence, type SentenceModel } from './document-model.ts';
import { PAIR_WEIGHTS, SENTENCE_WEIGHTS } from './ranker-weights.ts';
import { measureSentence } from './sentence-features.ts';
import { type PlacedSentence, pairWith } from './sentence-pair.ts';
import { countFaults, looksBack, type Standing, standingOf } from './standing.ts';
import { findTitleNames } from './title-names.ts';

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
  /** What the sentence is worth by itself. */
  score: number;
  /** How much of the article a reader needs before it. */
  standing: Standing;
  /** Speaks of what the sentence before named. */
  looksBack: boolean;
  /** Says a name of the title. */
  hasTitleName: boolean;
}

/** A summary in the making. */
interface Draft {
  total: number;
  taken: readonly Candidate[];
}

/** Drafts followed side by side: with 1 a pair that belongs together is missed, 16 finds nothing that 8 does not. */
const BEAM_WIDTH = 8;

/** What readers stumble over, against the ranker's points: see `npm run bench -- summaries`. */
const FAULT_COST = 6;
const LOOKING_BACK_COST = 3;
/** A summary that names nobody of its title seems to be of another article. */
const TITLE_NAME_WORTH = 4;

/** More than any sum of scores: what cannot be read without its neighbours loses to everything that can. */
const UNREADABLE_COST = 1_000;

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
  const names = findTitleNames(title);
  const candidates = listCandidates(document.sentences).map(({ index, sentence }) => ({
    index,
    sentence,
    score:
      weigh(measureSentence(sentence, document, index), SENTENCE_WEIGHTS) - countFaults(sentence.text) * FAULT_COST,
    standing: standingOf(sentence.text, index === 0 && title !== ''),
    looksBack: index > 0 && looksBack(sentence.text),
    hasTitleName: names.some((name) => sentence.lower.includes(name)),
  }));
  return takeBest(candidates, count, document.sentences.length)
    .map(({ index }) => index)
    .sort((a, b) => a - b);
}

/** The first of all sentences with the same words; those too short only when there are no others. */
function listCandidates(sentences: readonly SentenceModel[]): PlacedSentence[] {
  const placed = sentences.map((sentence, index) => ({ index, sentence }));
  const worthy = placed.filter(({ sentence }) => sentence.words.length >= MIN_SUMMARY_WORDS);
  return withoutRepeats(worthy.length > 0 ? worthy : placed.filter(({ sentence }) => sentence.words.length > 0));
}

function takeBest(candidates: readonly Candidate[], count: number, length: number): readonly Candidate[] {
  const bonds = new Map<Candidate, readonly number[]>();

  /** What each candidate gains or loses beside one that is taken. */
  function bondsOf(one: Candidate): readonly number[] {
    const known = bonds.get(one);
    if (known !== undefined) return known;
    const pairOf = pairWith(one, length);
    const found = candidates.map((other) => weigh(pairOf(other), PAIR_WEIGHTS));
    bonds.set(one, found);
    return found;
  }

  let drafts: Draft[] = [{ total: 0, taken: [] }];
  for (let picks = 0; picks < Math.min(count, candidates.length); picks++) {
    drafts = listBestSteps(drafts, candidates, bondsOf).map(({ draft, next, total }) => ({
      total,
      taken: [...draft.taken, next],
    }));
  }
  return drafts.slice(0, 1).flatMap(({ taken }) => taken);
}

/** One more sentence for a draft. */
interface Step {
  draft: Draft;
  next: Candidate;
  total: number;
}

/** The best ways to go on from any of the drafts, best first. */
function listBestSteps(
  drafts: readonly Draft[],
  candidates: readonly Candidate[],
  bondsOf: (one: Candidate) => readonly number[],
): Step[] {
  const best: Step[] = [];
  for (const draft of drafts) {
    const bonds = draft.taken.map(bondsOf);
    for (const [place, next] of candidates.entries()) {
      if (draft.taken.includes(next)) continue;
      let worth = next.score;
      for (const bond of bonds) worth += bond[place] as number; // one for each candidate
      if (next.looksBack && !draft.taken.some(({ index }) => index === next.index - 1)) worth -= LOOKING_BACK_COST;
      if (next.hasTitleName && !draft.taken.some(({ hasTitleName }) => hasTitleName)) worth += TITLE_NAME_WORTH;
      const total = draft.total + worth - countObstacles(draft.taken, next) * UNREADABLE_COST;
      const rank = best.findIndex((step) => total > step.total);
      if (rank < 0 && best.length === BEAM_WIDTH) continue;
      best.splice(rank < 0 ? best.length : rank, 0, { draft, next, total });
      best.length = Math.min(best.length, BEAM_WIDTH);
    }
  }
  return best;
}

/** What a reader of the sentences taken so far lacks to make sense of one more: 0 nothing, 1 its antecedent, 2 more. */
function countObstacles(taken: readonly Candidate[], { index, standing }: Candidate): number {
  if (standing === 'after-previous') return taken.some((one) => one.index === index - 1) ? 0 : 1;
  return standing === 'alone' ? 0 : 2;
}

/** Keeps the first of sentences with the same words. */
function withoutRepeats(candidates: readonly PlacedSentence[]): PlacedSentence[] {
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
