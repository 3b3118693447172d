/** Fits the summariser's weights and prints them: `npx tsx tests/bench/fit-summarizer/index.ts [TRAIN.jsonl]`. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { modelDocument } from '../../../shared/core/summarize/document-model.ts';
import { measureSentence } from '../../../shared/core/summarize/sentence-features.ts';
import { pairWith } from '../../../shared/core/summarize/sentence-pair.ts';
import { fitWeights } from './fit-weights.ts';
import { type SummarizedArticle, toTrainingArticle } from './training-article.ts';

const DEFAULT_TRAIN = fileURLToPath(new URL('../../../../shared/data/summaries/train.jsonl', import.meta.url));

const path = process.argv[2] ?? DEFAULT_TRAIN;
if (!existsSync(path)) {
  console.error(`No training data at ${path}: give a JSON Lines file of {title, text, heading} as the first argument.`);
  process.exit(1);
}

const [sample] = modelDocument('', [{ text: 'Une phrase suffit à nommer les mesures.', paragraph: 0 }]).sentences;
if (sample === undefined) throw new Error('The model lost its only sentence.');
const sentenceNames = Object.keys(measureSentence(sample, modelDocument('', []), 0));
const pairNames = Object.keys(pairWith({ index: 0, sentence: sample }, 2)({ index: 1, sentence: sample }).pair);
const names = [...sentenceNames, ...pairNames];

const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
const articles = lines.map((line) => toTrainingArticle(JSON.parse(line) as SummarizedArticle));
const weights = fitWeights(articles, {
  sentenceFeatures: sentenceNames.length,
  pairFeatures: pairNames.length,
});

const list = names.map((name, at) => `  ${name}: ${weights[at]?.toFixed(2)},`);
console.log(`/** Weights of the sentence features. */
export const SENTENCE_WEIGHTS: Readonly<Record<FeatureName, number>> = {
${list.slice(0, sentenceNames.length).join('\n')}
};

/** Weights of what two picked sentences mean to each other. */
export const PAIR_WEIGHTS: Readonly<Record<keyof SentencePair, number>> = {
${list.slice(sentenceNames.length).join('\n')}
};`);
