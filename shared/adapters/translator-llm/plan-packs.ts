import type { ChunkLine } from '../../core/chunk/chunk-sentences.ts';
import { utf8Length } from '../../core/chunk/utf8-length.ts';
import { judgeInstructions } from '../../core/instructions/judge-instructions.ts';
import { planRequests } from '../engine-calls/plan-requests.ts';

/** What one call may hold. */
export interface PackLimits {
  /** Instructions included. */
  maxInputTokens: number;
  maxOutputTokens: number;
  maxLines: number;
}

/** A line to be translated; which of the caller's sentences it belongs to, and which part of it. */
export type Line = ChunkLine;

/** French has more bytes a token (3.5 to 4.5), so that this errs on the side of a smaller pack. */
const BYTES_PER_TOKEN = 3;
/** Number, tab and line break of a line; braces, names and quotation marks of its answer. */
const LINE_TOKENS = 4;
const ANSWER_TOKENS = 14;
/** However little room the settings leave, a call holds so much text. */
const MIN_TEXT_TOKENS = 100;
/** Translations are rarely half as long again as their source; more is no translation. */
const MAX_GROWTH = 2;
const MIN_OUTPUT_TOKENS = 200;

const textTokens = (text: string) => Math.ceil(utf8Length(text) / BYTES_PER_TOKEN);

/** Tokens of a text, generously; see `BYTES_PER_TOKEN`. */
export const inputTokens = (texts: readonly string[]) =>
  texts.reduce((sum, text) => sum + textTokens(text) + LINE_TOKENS, 0);

/** Tokens that translations of these may be written in. */
export const outputTokens = (texts: readonly string[]) =>
  texts.reduce((sum, text) => sum + textTokens(text) + ANSWER_TOKENS, 0);

/** What a model may write for these lines before it is cut off. */
export const outputLimit = (texts: readonly string[]) => MIN_OUTPUT_TOKENS + MAX_GROWTH * outputTokens(texts);

/**
 * Packs the lines of sentences into calls, in order, and says which sentences need no model. Lines of one call are read
 * together, so one that could be an instruction to the model goes alone; and where one plainly is, all do, since whoever
 * wrote it may have written others that are harder to tell. `costOf` is what a line adds to the instructions, in tokens.
 */
export function planPacks(
  sentences: readonly string[],
  instructionTokens: number,
  costOf: (text: string) => number,
  { maxInputTokens, maxOutputTokens, maxLines }: PackLimits,
): { packs: Line[][]; untouched: readonly { index: number; text: string }[] } {
  const inputRoom = Math.max(MIN_TEXT_TOKENS, maxInputTokens - instructionTokens);
  const outputRoom = Math.max(MIN_TEXT_TOKENS, maxOutputTokens);
  const lineTokens = Math.min(inputRoom, outputRoom) - ANSWER_TOKENS;
  const { chunks, untouched } = planRequests(sentences, lineTokens * BYTES_PER_TOKEN);
  const lines = chunks.flatMap((chunk) => chunk.lines);
  const suspicions = lines.map(({ text }) => judgeInstructions(text));
  const isAlone = (at: number) => maxLines === 1 || suspicions.includes('plain') || suspicions[at] !== 'none';
  const packs: Line[][] = [];
  let open: Line[] = [];
  let [input, output] = [0, 0];
  for (const [at, line] of lines.entries()) {
    if (isAlone(at)) {
      packs.push([line]);
      continue;
    }
    const [more, moreOut] = [inputTokens([line.text]) + costOf(line.text), outputTokens([line.text])];
    if (open.length === 0 || open.length === maxLines || input + more > inputRoom || output + moreOut > outputRoom) {
      open = [];
      packs.push(open);
      [input, output] = [0, 0];
    }
    open.push(line);
    input += more;
    output += moreOut;
  }
  return { packs, untouched };
}
