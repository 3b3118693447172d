import type { createByteReader } from './byte-reader.ts';

// Indexes come from the file's own counts, which are checked while reading; `as number` says so to the compiler.

/** A trie over word ids, its nodes numbered level by level; children of a node are contiguous and sorted by word id. */
export interface Trie {
  /** Word of each node. */
  words: Uint16Array | Int32Array;
  /** First child of each node; that of the next one ends its children. */
  firstChild: Int32Array;
}

/** Reads the `count` children of the nodes from `parentsFrom` to `from`, which are numbered from there on. */
export function readChildren(
  reader: ReturnType<typeof createByteReader>,
  { words, firstChild }: Trie,
  { parentsFrom, from, count }: { parentsFrom: number; from: number; count: number },
): void {
  let next = from;
  for (let parent = parentsFrom; parent < from; parent++) {
    firstChild[parent] = next;
    next += reader.varint();
  }
  reader.expect(next === from + count);
  firstChild[from] = next;
  for (let parent = parentsFrom; parent < from; parent++) {
    let word = 0;
    for (let node = firstChild[parent] as number; node < (firstChild[parent + 1] as number); node++) {
      word += reader.varint();
      words[node] = word;
    }
  }
}

/** The child of a node with this word, -1 for none. */
export function findChild({ words, firstChild }: Trie, node: number, word: number): number {
  let low = firstChild[node] as number;
  let high = (firstChild[node + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = words[middle] as number;
    if (found === word) return middle;
    if (found < word) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
