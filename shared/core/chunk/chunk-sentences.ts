import { DepecheError } from '../errors.ts';
import { cutSentence } from './cut-sentence.ts';
import { utf8Length } from './utf8-length.ts';

/** One line of a request: a sentence, or a part of one that alone is over the limit. */
export interface ChunkLine {
  /** Index into the sentences given. */
  sentence: number;
  /** Index of the part within its sentence, from 0. */
  part: number;
  /** How many parts the sentence has. */
  parts: number;
  text: string;
  /** White space between this part and the next, which is not sent; `''` after the last. */
  joiner: string;
}

/** One request: `text` is the lines joined by line feeds, at most `maxBytes` in UTF-8. */
export interface Chunk {
  text: string;
  lines: readonly ChunkLine[];
}

/** The longest code point in UTF-8. */
const MIN_MAX_BYTES = 4;
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

/** A sentence as it is sent: trimmed, and white space that holds a line break is one space, so that a line stays a line. */
export function toLine(sentence: string): string {
  if (!LINE_BREAK.test(sentence)) return sentence.trim();
  return sentence
    .split(LINE_BREAK)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

/**
 * Packs sentences into requests of at most `maxBytes` UTF-8 bytes, in order, one sentence a line. A sentence over the
 * limit is cut (see `cutSentence`). A blank sentence has nothing to translate and gets no line. Takes linear time.
 *
 * Throws `internal` for a limit that no code point fits.
 */
export function chunkSentences(sentences: readonly string[], maxBytes: number): Chunk[] {
  if (!(maxBytes >= MIN_MAX_BYTES)) {
    throw new DepecheError('internal', `Set the byte limit of a request to ${MIN_MAX_BYTES} or more.`);
  }
  const chunks: Chunk[] = [];
  let lines: ChunkLine[] = [];
  let bytes = 0;
  const flush = () => {
    if (lines.length > 0) chunks.push({ text: lines.map((line) => line.text).join('\n'), lines });
    lines = [];
    bytes = 0;
  };
  for (const line of sentences.flatMap((sentence, index) => toLines(sentence, index, maxBytes))) {
    const size = utf8Length(line.text);
    if (lines.length > 0 && bytes + 1 + size > maxBytes) flush();
    bytes += size + (lines.length > 0 ? 1 : 0);
    lines.push(line);
  }
  flush();
  return chunks;
}

function toLines(sentence: string, index: number, maxBytes: number): ChunkLine[] {
  const parts = cutSentence(toLine(sentence), maxBytes);
  return parts.map((part, i) => ({ sentence: index, part: i, parts: parts.length, ...part }));
}
