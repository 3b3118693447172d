import { DepecheError } from '../errors.ts';
import type { ChunkLine } from './chunk-sentences.ts';

/**
 * Puts translated lines back into sentences, by sentence index. `lines` may come from several chunks, the parts of a
 * sentence in order; a sentence of which a part is missing is left out.
 *
 * Throws `translation-failed` unless there is one translation for each line.
 */
export function joinTranslatedLines(lines: readonly ChunkLine[], translations: readonly string[]): Map<number, string> {
  if (lines.length !== translations.length) {
    throw new DepecheError(
      'translation-failed',
      `The engine answered ${translations.length} lines for ${lines.length}; translate these sentences one by one.`,
    );
  }
  const joined = new Map<number, string>();
  const missing = new Map<number, number>();
  lines.forEach(({ sentence, parts, joiner }, i) => {
    joined.set(sentence, `${joined.get(sentence) ?? ''}${translations[i]}${joiner}`);
    missing.set(sentence, (missing.get(sentence) ?? parts) - 1);
  });
  return new Map([...joined].filter(([sentence]) => missing.get(sentence) === 0));
}
