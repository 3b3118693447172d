import type { FeatureName } from './sentence-features.ts';
import type { SentencePair } from './sentence-pair.ts';

// Fitted by `npx tsx tests/bench/fit-summarizer/index.ts`, which prints this module's body: see docs/summaries.md.

/** Weights of the sentence features. */
export const SENTENCE_WEIGHTS: Readonly<Record<FeatureName, number>> = {
  relativeDepth: -7.76,
  length: -1.4,
  excess: -5.32,
  commas: -5.71,
  hasBrackets: -1.11,
  centrality: 2.76,
  echo: 3.94,
  recurrence: 11.38,
  novelty: 2.05,
  titleRecall: 8.61,
  titleShare: 3.96,
  titleRarity: 5.3,
  followsTitle: 2.08,
  attribution: 1.37,
  quotation: -4.78,
  firstPerson: -3.44,
  weekday: 3.39,
  month: 2.0,
  hour: -2.58,
  rumour: -3.05,
  circumstance: 0.99,
  fullName: 2.41,
  freshNames: 3.86,
  wordLength: 2.61,
  leads: 2.81,
};

/** Weights of what two picked sentences mean to each other. */
export const PAIR_WEIGHTS: Readonly<Record<keyof SentencePair, number>> = {
  similarity: -5.7,
  adjacency: 2.08,
};
