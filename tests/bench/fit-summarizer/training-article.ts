import { cleanArticle } from '../../../shared/core/clean/clean-article.ts';
import { segmentText } from '../../../shared/core/segment/segment-text.ts';
import {
  type Candidate,
  costOfTaking,
  DEFECT_COST,
  listCandidates,
} from '../../../shared/core/summarize/candidates.ts';
import { modelDocument } from '../../../shared/core/summarize/document-model.ts';
import { measureSentence } from '../../../shared/core/summarize/sentence-features.ts';
import { pairWith } from '../../../shared/core/summarize/sentence-pair.ts';
import { createRougeScorer, type Rouge } from './rouge.ts';

/** One possible summary of an article, with what the ranker sees of its pairs and what it is worth. */
export interface TrainingSummary {
  /** Positions in `TrainingArticle.features`. */
  members: readonly number[];
  /** Sums over its pairs. */
  pairs: readonly number[];
  /** What its reader stumbles over, in points of the ranker, above the best summary of its length. */
  cost: number;
  rouge: Rouge;
}

export interface TrainingArticle {
  /** Features of every sentence that may be picked. */
  features: readonly (readonly number[])[];
  /** By how many sentences they have, from one. */
  summaries: readonly (readonly TrainingSummary[])[];
}

export interface SummarizedArticle {
  title: string;
  text: string;
  /** The summary a journalist wrote. */
  heading: string;
}

/** Sentences further down are not tried: the number of summaries of three grows with the cube. */
const MAX_CANDIDATES = 22;
const MOST_SENTENCES = 3;

/** A set of candidates in document order. */
interface Draft {
  members: readonly number[];
  /** What a reader stumbles over. */
  cost: number;
  pairs: readonly number[];
}

/**
 * Lists the summaries of one to three sentences of an article that may be picked, with their score against the journalist's
 * own; those with more defects than others never are. The article is cleaned and segmented first, as the service does.
 */
export function toTrainingArticle({ title, text, heading }: SummarizedArticle): TrainingArticle {
  const clean = cleanArticle({ title, text });
  const document = modelDocument(clean.title, segmentText(clean.text));
  const score = createRougeScorer(heading);
  const candidates = listCandidates(clean.title, document).slice(0, MAX_CANDIDATES);
  const bonds = candidates.map((one) => candidates.map(pairWith(one, document.sentences.length)));
  const at = (members: readonly number[]) => members.map((place) => candidates[place] as Candidate);

  function grow({ members, cost, pairs }: Draft): Draft[] {
    const taken = at(members);
    return candidates.flatMap((next, place) => {
      if (place <= (members.at(-1) ?? -1)) return [];
      const joined = members.flatMap((member) => bonds[member]?.[place] ?? []);
      const repeated = joined.filter(({ repeats }) => repeats).length;
      return {
        members: [...members, place],
        cost: cost + costOfTaking(taken, next) + repeated * DEFECT_COST,
        pairs: joined.reduce((sums, { pair }) => addTo(sums, Object.values(pair)), pairs),
      };
    });
  }

  const summaries: TrainingSummary[][] = [];
  let drafts: Draft[] = [{ members: [], cost: 0, pairs: [] }];
  for (let count = 1; count <= MOST_SENTENCES; count++) {
    drafts = drafts.flatMap(grow);
    const least = drafts.reduce((lowest, { cost }) => Math.min(lowest, cost), Number.POSITIVE_INFINITY);
    summaries.push(
      drafts
        .filter(({ cost }) => cost < least + DEFECT_COST)
        .map(({ members, cost, pairs }) => ({
          members,
          pairs,
          cost: cost - least,
          rouge: score(at(members).flatMap(({ sentence }) => sentence.words)),
        })),
    );
  }
  return {
    features: candidates.map(({ sentence, index }) => Object.values(measureSentence(sentence, document, index))),
    summaries,
  };
}

function addTo(sums: readonly number[], values: readonly number[]): number[] {
  return values.map((value, place) => value + (sums[place] ?? 0));
}
