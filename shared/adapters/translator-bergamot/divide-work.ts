import { divide } from '../../core/text/divide.ts';

/** As many lines as the engine translates side by side at its best; a stopped call loses no more than these a worker. */
export const LINES_PER_JOB = 8;
/** A short article is still cut into enough jobs for workers that start late to take their part. */
const MIN_JOBS_PER_WORKER = 2;

export interface IndexedSentence {
  index: number;
  sentence: string;
}

/**
 * Jobs of sentences of like length, the longest first: the engine pads the lines of a job to the longest of them (sorted
 * jobs took 0.7 of the CPU time), and what is left for the end is short, so that all workers end together.
 */
export function divideWork(sentences: readonly string[], workers: number): IndexedSentence[][] {
  const longestFirst = sentences
    .map((sentence, index) => ({ index, sentence }))
    .sort((left, right) => right.sentence.length - left.sentence.length);
  const share = Math.ceil(sentences.length / (workers * MIN_JOBS_PER_WORKER));
  return divide(longestFirst, Math.min(LINES_PER_JOB, Math.max(1, share)));
}
