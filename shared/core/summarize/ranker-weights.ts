import type { FeatureName } from './sentence-features.ts';
import type { SentencePair } from './sentence-pair.ts';

// Fitted by `npx tsx tests/bench/fit-summarizer/index.ts`, which prints this module's body: see docs/summaries.md.

/** Weights of the sentence features. */
export const SENTENCE_WEIGHTS: Readonly<Record<FeatureName, number>> = {
  relativeDepth: -4.93,
  length: 1.2,
  isShort: -2.5,
  excess: -5.0,
  commas: -3.4,
  hasBrackets: -1.28,
  centrality: 3.65,
  echo: 4.25,
  recurrence: 10.75,
  novelty: 3.57,
  titleRecall: 8.39,
  titleShare: 2.03,
  titleRarity: 3.07,
  followsTitle: 2.72,
  attribution: 1.35,
  quotation: -3.62,
  firstPerson: -2.98,
  weekday: 3.2,
  month: 2.05,
  names: 3.5,
  danglingStart: -1.5,
  question: -3.0,
  unfinished: -2.0,
};

/** Weights of what two picked sentences mean to each other. */
export const PAIR_WEIGHTS: Readonly<Record<keyof SentencePair, number>> = {
  similarity: -5.48,
  adjacency: 2.35,
  antecedent: 1.5,
};
