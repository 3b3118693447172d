import { createStretchFinder, foldSpaces, isEmpty } from './find-stretches.ts';

/** A block that was left out of a text, and the offset in the text where it would stand. */
export interface LeftOut {
  text: string;
  at: number;
}

/**
 * A text with the blocks that stretches to keep ask for: the whole of a block, or words of it that the text itself does
 * not say. Returns the other blocks as well.
 */
export function restoreDropped<Block extends LeftOut>(
  text: string,
  dropped: readonly Block[],
  keep: readonly string[],
): { text: string; left: Block[] } {
  if (dropped.length === 0 || keep.length === 0) return { text, left: [...dropped] };
  const whole = new Set(keep.map(foldSpaces));
  const inText = createStretchFinder(text);
  const parts = keep.filter((stretch) => isEmpty(inText(stretch)));
  const isWanted = (block: Block): boolean => {
    const find = createStretchFinder(block.text);
    return whole.has(foldSpaces(block.text)) || parts.some((stretch) => !isEmpty(find(stretch)));
  };
  const wanted = dropped.filter(isWanted).toSorted((a, b) => a.at - b.at);
  const pieces: string[] = [];
  let from = 0;
  for (const block of wanted) {
    pieces.push(text.slice(from, block.at), block.text);
    from = block.at;
  }
  const parted = [...pieces, text.slice(from)].map((piece) => piece.trim()).filter((piece) => piece !== '');
  return { text: parted.join('\n\n'), left: dropped.filter((block) => !wanted.includes(block)) };
}
