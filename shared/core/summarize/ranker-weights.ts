import type { FeatureName } from './sentence-features.ts';
import type { SentencePair } from './sentence-pair.ts';

// Fitted by `npx tsx tests/bench/fit-summarizer/index.ts`, which prints this module's body: see docs/summaries.md.

/** Weights of the sentence features. */
export const SENTENCE_WEIGHTS: Readonly<Record<FeatureName, number>> = {
  relativeDepth: -7.72,
  length: -1.36,
  excess: -5.0,
  commas: -5.54,
  hasBrackets: -1.07,
  centrality: 2.64,
  echo: 4.14,
  recurrence: 11.68,
  novelty: 1.89,
  titleRecall: 8.37,
  titleShare: 3.91,
  titleRarity: 5.2,
  followsTitle: 2.34,
  attribution: 1.35,
  quotation: -4.49,
  firstPerson: -3.05,
  weekday: 3.26,
  month: 2.19,
  hour: -2.39,
  rumour: -3.31,
  circumstance: 0.84,
  fullName: 2.44,
  freshNames: 4.03,
  wordLength: 1.8,
  leads: 2.78,
};

/** Weights of what two picked sentences mean to each other. */
export const PAIR_WEIGHTS: Readonly<Record<keyof SentencePair, number>> = {
  similarity: -5.34,
  adjacency: 2.12,
};
