import type { ChunkLine } from '../../core/chunk/chunk-sentences.ts';
import { joinTranslatedLines } from '../../core/chunk/join-translated-lines.ts';

/**
 * Collects translated lines and gives back the sentences that they complete: most at once, one that was cut for its
 * length when its last part is there, whatever request that came with.
 */
export function createSentenceAssembler() {
  let open: { line: ChunkLine; translation: string }[] = [];
  return (lines: readonly ChunkLine[], translations: readonly string[]): { index: number; text: string }[] => {
    open = [...open, ...lines.map((line, at) => ({ line, translation: translations[at] ?? '' }))];
    // A part that was asked for again may come after those behind it.
    open.sort((one, other) => one.line.sentence - other.line.sentence || one.line.part - other.line.part);
    const complete = joinTranslatedLines(
      open.map(({ line }) => line),
      open.map(({ translation }) => translation),
    );
    open = open.filter(({ line }) => !complete.has(line.sentence));
    return [...complete].map(([index, text]) => ({ index, text }));
  };
}
