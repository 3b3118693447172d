import { cleanArticle } from '../../shared/core/clean/clean-article.ts';
import { segmentText } from '../../shared/core/segment/segment-text.ts';
import { pickSummary } from '../../shared/core/summarize/summarize-sentences.ts';
import { writeDirtyArticle } from './dirty-article.ts';
import { type Bench, medianMs, milliseconds, ratio } from './report.ts';

const ARTICLES = 1_000;

function runStages({ title, text }: { title: string; text: string }): number {
  const clean = cleanArticle({ title, text });
  const sentences = segmentText(clean.text);
  return pickSummary({ title: clean.title, sentences, count: 3 }).length;
}

/** Clean, segment and summarise, without any engine, against the platform's own sentence splitter. */
export const benchPipeline: Bench = async () => {
  const articles = Array.from({ length: ARTICLES }, (_, seed) => writeDirtyArticle(seed, 16));
  const bytes = articles.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const splitter = new Intl.Segmenter('fr', { granularity: 'sentence' });
  const all = await medianMs(() => {
    for (const article of articles) runStages(article);
  }, 3);
  const split = await medianMs(() => {
    for (const { text } of articles) for (const _ of splitter.segment(text));
  }, 3);
  const clean = await medianMs(() => {
    for (const article of articles) cleanArticle(article);
  }, 3);
  const segment = await medianMs(() => {
    for (const { text } of articles) segmentText(text);
  }, 3);

  const perKilobyte = async (sentences: number): Promise<number> => {
    const article = writeDirtyArticle(1, sentences);
    const runs = Math.max(1, Math.floor(2_000 / sentences));
    const took = await medianMs(() => {
      for (let run = 0; run < runs; run += 1) runStages(article);
    }, 3);
    return took / runs / (Buffer.byteLength(article.text) / 1_000);
  };
  const small = await perKilobyte(14);
  const large = await perKilobyte(7_000);
  return [
    {
      what: `three stages, an article of ${(bytes / ARTICLES / 1_000).toFixed(1)} KB`,
      value: milliseconds(all / ARTICLES),
    },
    { what: 'articles a second', value: ((ARTICLES / all) * 1_000).toFixed(0) },
    { what: 'megabytes a second', value: (bytes / all / 1_000).toFixed(2) },
    { what: 'cleaning alone', value: milliseconds(clean / ARTICLES) },
    {
      what: 'segmenting alone, to Intl.Segmenter',
      value: ratio(segment / split),
      baseline: milliseconds(split / ARTICLES),
    },
    {
      what: 'time per KB at 1 MB to that at 2 KB',
      value: ratio(large / small),
      baseline: `${(small * 1_000).toFixed(0)} µs per KB`,
    },
    { what: 'peak memory of the process', value: `${(process.resourceUsage().maxRSS / 1_000).toFixed(0)} MB` },
  ];
};
