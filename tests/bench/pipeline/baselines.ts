import { createRequire } from 'node:module';

/** Both are CommonJS without types; this is what is used of them. */
const require = createRequire(import.meta.url);
const sbd: { sentences(text: string): string[] } = require('sbd');
const { SummarizerManager }: { SummarizerManager: new (text: string, sentences: number) => NodeSummarizer } =
  require('node-summarizer');

interface NodeSummarizer {
  getSummaryByRank(): Promise<unknown>;
  getSummaryByFrequency(): unknown;
}

const SUMMARY_SENTENCES = 3;

export const splitWithSbd = (text: string): string[] => sbd.sentences(text);

/** TextRank over nouns and adjectives: the method that package recommends. */
export const rankWithNodeSummarizer = (text: string): Promise<unknown> =>
  new SummarizerManager(text, SUMMARY_SENTENCES).getSummaryByRank();

/** Its other method, a count of words. */
export const countWithNodeSummarizer = (text: string): unknown =>
  new SummarizerManager(text, SUMMARY_SENTENCES).getSummaryByFrequency();
