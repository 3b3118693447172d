import type { FeatureName } from './sentence-features.ts';
import type { SentencePair } from './sentence-pair.ts';

// Fitted by `npx tsx tests/bench/fit-summarizer/index.ts`, which prints this module's body: see docs/summaries.md.

/** Weights of the sentence features. */
export const SENTENCE_WEIGHTS: Readonly<Record<FeatureName, number>> = {
  earliness: -3.33,
  depth: -2.29,
  relativeDepth: -5.29,
  length: 0.73,
  isShort: -2.45,
  excess: -4.93,
  commas: -3.15,
  hasBrackets: -1.1,
  centrality: 3.79,
  echo: 4.68,
  recurrence: 11.16,
  novelty: 5.08,
  titleRecall: 7.88,
  titleShare: 1.99,
  titleRarity: 3.09,
  followsTitle: 2.03,
  attribution: 1.07,
  quotation: -3.8,
  firstPerson: -2.56,
  weekday: 3.01,
  month: 1.89,
  names: 3.58,
  danglingStart: -1.5,
  question: -3.0,
  unfinished: -2.0,
};

/** Weights of what two picked sentences mean to each other. */
export const PAIR_WEIGHTS: Readonly<Record<keyof SentencePair, number>> = {
  similarity: -5.67,
  adjacency: 2.2,
  antecedent: 1.5,
};
