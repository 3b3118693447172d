/** Scores the summariser against journalists' summaries: `npx tsx tests/bench/fit-summarizer/measure.ts [DEV.jsonl]`. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cleanArticle } from '../../../shared/core/clean/clean-article.ts';
import { segmentText } from '../../../shared/core/segment/segment-text.ts';
import { listWords } from '../../../shared/core/summarize/document-model.ts';
import { pickSummary } from '../../../shared/core/summarize/summarize-sentences.ts';
import { createRougeScorer } from './rouge.ts';
import type { SummarizedArticle } from './training-article.ts';

const DEFAULT_DEV = fileURLToPath(new URL('../../../../shared/data/summaries/dev.jsonl', import.meta.url));

const path = process.argv[2] ?? DEFAULT_DEV;
if (!existsSync(path)) {
  console.error(`No articles at ${path}: give a JSON Lines file of {title, text, heading} as the first argument.`);
  process.exit(1);
}

const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
const articles = lines.map((line) => {
  const { title, text, heading } = JSON.parse(line) as SummarizedArticle;
  const clean = cleanArticle({ title, text });
  return { title: clean.title, sentences: segmentText(clean.text), score: createRougeScorer(heading) };
});

type Article = (typeof articles)[number];
const METHODS: Readonly<Record<string, (article: Article, count: number) => number[]>> = {
  ranker: ({ title, sentences }, count) => pickSummary({ title, sentences, count }),
  'no title': ({ sentences }, count) => pickSummary({ sentences, count }),
  lead: ({ sentences }, count) => [...sentences.keys()].slice(0, count),
};

console.log(`${articles.length} articles: ROUGE-1 / ROUGE-2 / ROUGE-L, F1 x 100`);
for (const count of [1, 2, 3]) {
  for (const [method, pick] of Object.entries(METHODS)) {
    const start = performance.now();
    const picks = articles.map((article) => pick(article, count));
    const ms = (performance.now() - start) / articles.length;
    const scores = articles.map(({ sentences, score }, at) =>
      score((picks[at] ?? []).flatMap((index) => listWords(sentences[index]?.text ?? ''))),
    );
    const means = ([0, 1, 2] as const).map(
      (kind) => (100 * scores.reduce((total, rouge) => total + rouge[kind], 0)) / scores.length,
    );
    const row = means.map((mean) => mean.toFixed(2)).join(' / ');
    console.log(`${count} ${method.padEnd(8)}  ${row}  ${ms.toFixed(2)} ms an article`);
  }
}
