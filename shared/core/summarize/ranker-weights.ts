import type { FeatureName } from './sentence-features.ts';
import type { SentencePair } from './sentence-pair.ts';

// Fitted by `npx tsx tests/bench/fit-summarizer/index.ts`, which prints this module's body: see docs/summaries.md.

/** Weights of the sentence features. */
export const SENTENCE_WEIGHTS: Readonly<Record<FeatureName, number>> = {
  relativeDepth: -5.35,
  length: 0.84,
  isShort: -1.27,
  excess: -3.95,
  commas: -3.71,
  hasBrackets: -0.95,
  centrality: 3.3,
  echo: 4.28,
  recurrence: 9.48,
  novelty: 1.81,
  titleRecall: 8.18,
  titleShare: 1.94,
  titleRarity: 2.44,
  followsTitle: 2.06,
  attribution: 0.87,
  quotation: -3.3,
  firstPerson: -2.57,
  weekday: 3.31,
  month: 1.84,
  names: 3.83,
};

/** Weights of what two picked sentences mean to each other. */
export const PAIR_WEIGHTS: Readonly<Record<keyof SentencePair, number>> = {
  similarity: -5.44,
  adjacency: 2.57,
};
