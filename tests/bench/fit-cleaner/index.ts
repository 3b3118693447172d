/**
 * Fits the weights by which the cleaner judges lines that no family knows, and prints them as
 * `shared/core/clean/furniture/score/site-weights.ts`: `npx tsx tests/bench/fit-cleaner/index.ts [TRAIN.jsonl]`.
 * On standard error: the share of each kind of line that would be taken for furniture, by threshold.
 */
import { fileURLToPath } from 'node:url';
import { readLine } from '../../../shared/core/clean/furniture/line.ts';
import { measureLine } from '../../../shared/core/clean/furniture/score/line-features.ts';
import { fitWeights, scoreOf } from './fit-weights.ts';
import { type Example, readExamples } from './read-examples.ts';

const DEFAULT_TRAIN = fileURLToPath(new URL('../../../../shared/data/summaries/train.jsonl', import.meta.url));
const THRESHOLDS = [0, 0.6, 1.2, 2.5];
const SOURCES: readonly Example['source'][] = ['furniture', 'author', 'crosshead', 'title', 'sentence'];

const examples = readExamples(process.argv[2] ?? DEFAULT_TRAIN);
const names = Object.keys(measureLine(readLine('Une ligne suffit à nommer les mesures')));
const weights = fitWeights(examples, names.length);

for (const threshold of THRESHOLDS) {
  const shares = SOURCES.map((source) => {
    const lines = examples.filter((example) => example.source === source);
    const taken = lines.filter((example) => scoreOf(example, weights) >= threshold).length;
    return `${source} ${((100 * taken) / lines.length).toFixed(2)} %`;
  });
  console.error(`at ${threshold}: ${shares.join(', ')}`);
}

console.log(`import type { LineFeatures } from './line-features.ts';

/** What each measure of a line adds to its log odds of being furniture; see tests/bench/fit-cleaner. */
export const SITE_WEIGHTS: Readonly<Record<keyof LineFeatures, number>> = {
${names.map((name, at) => `  ${name}: ${weights[at]?.toFixed(2)},`).join('\n')}
};`);
