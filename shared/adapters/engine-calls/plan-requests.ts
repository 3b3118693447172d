import { chunkSentences } from '../../core/chunk/chunk-sentences.ts';
import { isPair } from '../../core/chunk/utf8-length.ts';

const LETTER = /\p{L}/u;
/**
 * Packs sentences into requests of at most `maxBytes`. Indexes of the chunks' lines point into `sentences`. JSON cannot
 * carry half a surrogate pair, for which the service would refuse the whole request: U+FFFD stands in its place. What is untouched comes back as it is: a
 * sentence without a letter needs no translator.
 */
export function planRequests(sentences: readonly string[], maxBytes: number) {
  const untouched: { index: number; text: string }[] = [];
  const sendable = sentences.map((text, index) => {
    if (LETTER.test(text)) return text.toWellFormed();
    untouched.push({ index, text });
    return '';
  });
  return { chunks: chunkSentences(sendable, maxBytes), untouched };
}

/** Characters as engines charge them: Unicode code points, white space and line breaks included. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += isPair(text, at) ? 2 : 1) count += 1;
  return count;
}
