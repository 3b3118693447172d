import { createByteReader } from './byte-reader.ts';
import { findChild, readChildren } from './trie.ts';

/** An English side of a phrase pair. */
export interface PhraseTarget {
  /** Ids into `targetWords`. */
  words: readonly number[];
  /** Natural logarithm, all translation scores and their weights in one number. */
  score: number;
  /** Row of `orientations`. */
  orientation: number;
}

export type PhraseTable = ReturnType<typeof readPhraseTable>;

const CODEBOOK_ENTRIES = 256;

// Indexes below come from the file's own counts, which are checked while reading; `as number` says so to the compiler.

/**
 * Reads French phrases of up to `maxLength` words with their English sides, in format `PBT2`: a trie over word ids. Nodes
 * are numbered level by level, one-word phrases first; children of a node are contiguous and sorted by word id. Throws
 * `DepecheError('translator-unavailable')`.
 */
export function readPhraseTable(data: Uint8Array, fileName: string) {
  const reader = createByteReader(data, fileName);
  reader.expectMagic('PBT2');
  reader.expect(reader.uint8() === 1); // one finished score a pair
  const maxLength = reader.uint8();
  const sourceCount = reader.uint32();
  const targetCount = reader.uint32();
  const sourceBytes = reader.uint32();
  const targetBytes = reader.uint32();
  const scoreBook = reader.float32s(CODEBOOK_ENTRIES);
  const orientations = reader.float32s(CODEBOOK_ENTRIES * 3);
  const decoder = new TextDecoder();
  const sourceWords = decoder.decode(reader.bytes(sourceBytes)).split('\n');
  const targetWords = decoder.decode(reader.bytes(targetBytes)).split('\n');
  reader.expect(sourceWords.length === sourceCount && targetWords.length === targetCount);

  const levelCounts = Array.from({ length: maxLength }, () => reader.uint32());
  const nodeCount = levelCounts.reduce((sum, count) => sum + count, 0);
  reader.expect(nodeCount < data.length);
  const nodeWord = new Int32Array(nodeCount);
  const firstChild = new Int32Array(nodeCount + 1).fill(nodeCount);
  const trie = { words: nodeWord, firstChild };
  const roots = new Int32Array(sourceCount).fill(-1);

  let word = 0;
  const rootCount = levelCounts[0] ?? 0;
  for (let node = 0; node < rootCount; node++) {
    word += reader.varint();
    reader.expect(word < sourceCount);
    nodeWord[node] = word;
    roots[word] = node;
  }
  let parentsFrom = 0;
  let from = rootCount;
  for (const count of levelCounts.slice(1)) {
    readChildren(reader, trie, { parentsFrom, from, count });
    parentsFrom = from;
    from += count;
  }

  const targetsOfNode = reader.bytes(nodeCount);
  const firstTarget = new Int32Array(nodeCount + 1);
  const streamOffset = new Int32Array(nodeCount + 1);
  const streamFrom = reader.position();
  let pairs = 0;
  for (let node = 0; node < nodeCount; node++) {
    firstTarget[node] = pairs;
    streamOffset[node] = reader.position() - streamFrom;
    pairs += targetsOfNode[node] as number;
    for (let target = targetsOfNode[node] as number; target > 0; target--) {
      for (let left = reader.varint(); left > 0; left--) reader.expect(reader.varint() < targetCount);
    }
  }
  const stream = data.subarray(streamFrom, reader.position());
  const scores = reader.bytes(pairs);
  const rows = reader.bytes(pairs);
  reader.expectEnd();

  return {
    maxLength,
    /** Ids of the French words; a smaller id is a more frequent word. */
    sourceIds: new Map(sourceWords.map((text, id) => [text, id])),
    /** English words; the first ones are the language model's, with the same ids. */
    targetWords,
    /** Three natural logarithms a row: monotone, swap, other. */
    orientations,
    /** Node of a one-word phrase, -1 when the word has none of its own. */
    root: (sourceId: number): number => roots[sourceId] ?? -1,
    /** Node one word further, -1 when no phrase goes on so. */
    child: (node: number, sourceId: number): number => findChild(trie, node, sourceId),
    /** English sides of a node, none when it is only the beginning of longer phrases. */
    targets(node: number): PhraseTarget[] {
      const words = createByteReader(stream.subarray(streamOffset[node]), fileName);
      return Array.from({ length: targetsOfNode[node] as number }, (_, index) => {
        const pair = (firstTarget[node] as number) + index;
        return {
          words: Array.from({ length: words.varint() }, () => words.varint()),
          score: scoreBook[scores[pair] as number] as number,
          orientation: rows[pair] as number,
        };
      });
    },
  };
}
