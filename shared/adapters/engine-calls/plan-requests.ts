import { type Chunk, chunkSentences } from '../../core/chunk/chunk-sentences.ts';

/** What is sent, and what comes back as it is: a sentence without a letter needs no translator. */
export interface RequestPlan {
  chunks: readonly Chunk[];
  untouched: readonly { index: number; text: string }[];
}

const LETTER = /\p{L}/u;
/** JSON cannot carry half a surrogate pair; the service would refuse the whole request for it. */
const LONE_SURROGATE = /\p{Cs}/gu;

/** Packs sentences into requests of at most `maxBytes`. Indexes of the chunks' lines point into `sentences`. */
export function planRequests(sentences: readonly string[], maxBytes: number): RequestPlan {
  const untouched = sentences.flatMap((text, index) => (LETTER.test(text) ? [] : [{ index, text }]));
  const sendable = sentences.map((text) => (LETTER.test(text) ? text.replace(LONE_SURROGATE, '\ufffd') : ''));
  return { chunks: chunkSentences(sendable, maxBytes), untouched };
}

/** Characters as engines charge them: Unicode code points, white space and line breaks included. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
