// As the service runs.
import '../../functions/wiring/text/compile-patterns.ts';
import { cleanArticle } from '../../shared/core/clean/clean-article.ts';
import { segmentText } from '../../shared/core/segment/segment-text.ts';
import { listAdversarialTexts } from './pipeline/adversarial.ts';
import {
  countWithNodeSummarizer,
  prepareNodeSummarizer,
  rankWithNodeSummarizer,
  splitWithSbd,
} from './pipeline/baselines.ts';
import { MAX_DOUBLING, measureGrowth } from './pipeline/growth-of-time.ts';
import { runStages } from './pipeline/stages.ts';
import { type GeneratedArticle, writeNews } from './pipeline/write-news.ts';
import { atLeast, atMost, type Bench, type BenchFigure, megabytes, milliseconds, raceMs, ratio } from './report.ts';

const ARTICLES = 1_000;
/** Makes articles of about 2.5 KB. */
const SENTENCES = 21;
/** node-summarizer reads its dictionary from disk, word by word: a few articles tell enough. */
const RANKED_ARTICLES = 20;
const SMALL_SENTENCES = 17;
const LARGE_SENTENCES = 8_700;
const SMALL_RUNS = 200;
const TITLE = 'La digue de Brivanne rouvrira';

/** Clean, segment and summarise, without any engine, against other packages on the same articles. */
export const benchPipeline: Bench = async () => {
  prepareNodeSummarizer();
  const articles = Array.from({ length: ARTICLES }, (_, seed) => writeNews(seed, SENTENCES));
  const bytes = articles.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  for (const article of articles) runStages(article);
  const peakBytes = process.resourceUsage().maxRSS * 1_024;

  const splitter = new Intl.Segmenter('fr', { granularity: 'sentence' });
  const overAll = (work: (article: GeneratedArticle) => unknown) => () => {
    for (const article of articles) work(article);
  };
  const took = await raceMs({
    stages: overAll(runStages),
    clean: overAll((article) => cleanArticle(article)),
    segment: overAll(({ text }) => segmentText(text)),
    intl: overAll(({ text }) => [...splitter.segment(text)]),
    sbd: overAll(({ text }) => splitWithSbd(text)),
    count: overAll(({ text }) => countWithNodeSummarizer(text)),
    rank: async () => {
      for (const { text } of articles.slice(0, RANKED_ARTICLES)) await rankWithNodeSummarizer(text);
    },
  });
  const one = took.stages / ARTICLES;
  const rank = took.rank / RANKED_ARTICLES;
  return [
    {
      what: `three stages, an article of ${(bytes / ARTICLES / 1_000).toFixed(1)} KB`,
      value: milliseconds(one),
      baseline: `cleaning ${milliseconds(took.clean / ARTICLES)}, segmenting ${milliseconds(took.segment / ARTICLES)}`,
      bar: atMost(one, 1.5, milliseconds),
    },
    { what: 'articles a second', value: (1_000 / one).toFixed(0) },
    { what: 'megabytes a second', value: (bytes / took.stages / 1_000).toFixed(2) },
    { what: 'peak memory, program and articles included', value: megabytes(peakBytes) },
    {
      what: 'node-summarizer (TextRank) to all three stages',
      value: ratio(rank / one),
      baseline: milliseconds(rank),
      bar: atLeast(rank / one, 20),
    },
    {
      what: 'node-summarizer (word counts) to all three stages',
      value: ratio(took.count / took.stages),
      baseline: milliseconds(took.count / ARTICLES),
    },
    {
      what: 'segmenting to Intl.Segmenter',
      value: ratio(took.segment / took.intl),
      baseline: milliseconds(took.intl / ARTICLES),
    },
    {
      what: 'segmenting to sbd',
      value: ratio(took.segment / took.sbd),
      baseline: milliseconds(took.sbd / ARTICLES),
    },
    await compareSizes(),
    ...compareDoublings(),
  ];
};

async function compareSizes(): Promise<BenchFigure> {
  const small = writeNews(1, SMALL_SENTENCES);
  const large = writeNews(2, LARGE_SENTENCES);
  const took = await raceMs(
    {
      small: () => {
        for (let run = 0; run < SMALL_RUNS; run += 1) runStages(small);
      },
      large: () => runStages(large),
    },
    3,
  );
  const smallMs = took.small / SMALL_RUNS / (Buffer.byteLength(small.text) / 1_000);
  const largeMs = took.large / (Buffer.byteLength(large.text) / 1_000);
  return {
    what: `time per KB at ${megabytes(Buffer.byteLength(large.text))} to that at 2 KB`,
    value: ratio(largeMs / smallMs),
    baseline: `${(smallMs * 1_000).toFixed(0)} µs per KB`,
    bar: atMost(largeMs / smallMs, 1.3),
  };
}

/** The steepest growth of every family of hostile texts. */
function compareDoublings(): BenchFigure[] {
  const growths = listAdversarialTexts().map((text) =>
    measureGrowth(text, (body) => runStages({ title: TITLE, text: body })),
  );
  const families = new Set(growths.map(({ family }) => family));
  return [...families].map((family) => {
    const members = growths.filter((growth) => growth.family === family);
    const [steepest] = members.sort((a, b) => b.ratio - a.ratio);
    const value = steepest?.ratio ?? Number.NaN;
    return {
      what: `twice the text to once, ${members.length} of ${family}`,
      value: ratio(value),
      baseline: steepest?.name ?? 'none',
      bar: atMost(value, MAX_DOUBLING),
    };
  });
}
