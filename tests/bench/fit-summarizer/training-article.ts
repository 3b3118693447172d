import { cleanArticle } from '../../../shared/core/clean/clean-article.ts';
import { segmentText } from '../../../shared/core/segment/segment-text.ts';
import { modelDocument } from '../../../shared/core/summarize/document-model.ts';
import { measureSentence } from '../../../shared/core/summarize/sentence-features.ts';
import { pairWith } from '../../../shared/core/summarize/sentence-pair.ts';
import { standingOf } from '../../../shared/core/summarize/standing.ts';
import { MIN_SUMMARY_WORDS } from '../../../shared/core/summarize/summarize-sentences.ts';
import { createRougeScorer, type Rouge } from './rouge.ts';

/** One possible summary of an article: one sentence or two, with what the ranker sees of it and what it is worth. */
export interface TrainingSummary {
  /** Positions in `TrainingArticle.features`. */
  members: readonly number[];
  pair: readonly number[];
  rouge: Rouge;
}

export interface TrainingArticle {
  /** Features of every sentence that may be picked. */
  features: readonly (readonly number[])[];
  singles: readonly TrainingSummary[];
  pairs: readonly TrainingSummary[];
}

export interface SummarizedArticle {
  title: string;
  text: string;
  /** The summary a journalist wrote. */
  heading: string;
}

/** Sentences further down are not tried in pairs: the number of pairs grows with the square. */
const MAX_CANDIDATES = 30;

/**
 * Lists every summary of one or two sentences of an article, with its score against the journalist's own. The article is
 * cleaned and segmented first, as the service does.
 */
export function toTrainingArticle({ title, text, heading }: SummarizedArticle): TrainingArticle {
  const clean = cleanArticle({ title, text });
  const document = modelDocument(clean.title, segmentText(clean.text));
  const score = createRougeScorer(heading);
  const candidates = document.sentences
    .map((sentence, index) => ({
      sentence,
      index,
      standing: standingOf(sentence.text, index === 0 && clean.title !== ''),
    }))
    .filter(({ sentence }) => sentence.words.length >= MIN_SUMMARY_WORDS)
    .slice(0, MAX_CANDIDATES);
  return {
    features: candidates.map(({ sentence, index }) => Object.values(measureSentence(sentence, document, index))),
    singles: candidates.flatMap(({ sentence, standing }, at) =>
      standing === 'alone' ? [{ members: [at], pair: [], rouge: score(sentence.words) }] : [],
    ),
    pairs: candidates.flatMap((one, first) => {
      const pairOf = pairWith(one, document.sentences.length);
      if (one.standing !== 'alone') return [];
      return candidates.flatMap((other, second) => {
        const leansOnOne = other.standing === 'after-previous' && other.index === one.index + 1;
        if (!leansOnOne && (other.standing !== 'alone' || second < first + 1)) return [];
        const words = [...one.sentence.words, ...other.sentence.words];
        return [{ members: [first, second], pair: Object.values(pairOf(other)), rouge: score(words) }];
      });
    }),
  };
}
