import { listWords } from '../../../shared/core/summarize/document-model.ts';

/** ROUGE-1, ROUGE-2 and ROUGE-L: F1 from 0 to 1 (Lin 2004), over lower-case words, unstemmed. */
export type Rouge = readonly [unigrams: number, bigrams: number, longestCommonSubsequence: number];

/** Scores any number of candidate summaries, given as lists of words, against one reference. */
export function createRougeScorer(reference: string): (words: readonly string[]) => Rouge {
  const wanted = listWords(reference);
  const wantedPairs = pairsOf(wanted);
  const [wordCounts, pairCounts] = [countEach(wanted), countEach(wantedPairs)];
  return (words) => {
    const pairs = pairsOf(words);
    return [
      f1(overlap(words, wordCounts), wanted.length, words.length),
      f1(overlap(pairs, pairCounts), wantedPairs.length, pairs.length),
      f1(
        commonSubsequence(
          wanted,
          words.filter((word) => wordCounts.has(word)),
        ),
        wanted.length,
        words.length,
      ),
    ];
  };
}

function f1(common: number, wanted: number, given: number): number {
  return common === 0 ? 0 : (2 * common) / (wanted + given);
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, index) => `${words[index]} ${word}`);
}

function countEach(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function overlap(items: readonly string[], wanted: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [item, count] of countEach(items)) common += Math.min(count, wanted.get(item) ?? 0);
  return common;
}

function commonSubsequence(a: readonly string[], b: readonly string[]): number {
  let previous = new Array<number>(a.length + 1).fill(0);
  for (const word of b) {
    const row = [0];
    for (let i = 1; i <= a.length; i++) {
      const [above = 0, diagonal = 0, left = 0] = [previous[i], previous[i - 1], row[i - 1]];
      row.push(word === a[i - 1] ? diagonal + 1 : Math.max(above, left));
    }
    previous = row;
  }
  return previous[a.length] ?? 0;
}
