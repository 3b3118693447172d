import type { Chunk, ChunkLine } from '../../core/chunk/chunk-sentences.ts';
import { countCodePoints } from '../engine-calls/plan-requests.ts';

/** Lines and their translations, equally many; none when the answer could not be used. */
interface TranslatedLines {
  lines: readonly ChunkLine[];
  translations: readonly string[];
  billedCharacters: number;
}

/**
 * Translates one request. An answer with another number of lines cannot be told apart into sentences: it is billed and
 * dropped, and each line asked for alone, which is billed again. Emits what each call brought; throws the first failure
 * when all calls are over.
 */
export async function translateChunk(
  { text, lines }: Chunk,
  translateText: (text: string) => Promise<string>,
  emit: (result: TranslatedLines) => Promise<void>,
): Promise<void> {
  const answer = await translateText(text);
  const billedCharacters = countCodePoints(text);
  const translations = lines.length === 1 ? [toOneLine(answer)] : answer.trim().split(LINE_BREAK).map(toOneLine);
  if (translations.length === lines.length) {
    await emit({ lines, translations, billedCharacters });
    return;
  }
  await emit({ lines: [], translations: [], billedCharacters });
  const outcomes = await Promise.allSettled(
    lines.map((line) => translateChunk({ text: line.text, lines: [line] }, translateText, emit)),
  );
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/;

function toOneLine(text: string): string {
  return text.split(LINE_BREAK).join(' ').trim();
}
