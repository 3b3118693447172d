import { createByteReader } from './byte-reader.ts';
import { findChild, readChildren } from './trie.ts';

/** Node of `<s>`, where a sentence starts. */
export const SENTENCE_START = 1;
/** Word id of `</s>`. */
export const SENTENCE_END = 2;
/** The empty history. */
export const NO_HISTORY = -1;
/** Word id of everything the model does not know. */
export const UNKNOWN_WORD = 0;

export type LanguageModel = ReturnType<typeof readLanguageModel>;

const CODEBOOK_ENTRIES = 256;
/** Power of two; 2^18 slots hold the words of a long sentence many times over. */
const CACHE_SLOTS = 1 << 18;

// Node numbers come from the file's own counts, which are checked while reading; `as number` says so to the compiler.

/**
 * Reads an n-gram language model with back-off, in format `PBL1`: a forward trie. A state is the node of the history, or
 * `NO_HISTORY`. Throws `DepecheError('translator-unavailable')`.
 */
export function readLanguageModel(data: Uint8Array, fileName: string) {
  const reader = createByteReader(data, fileName);
  reader.expectMagic('PBL1');
  const order = reader.uint8();
  const counts = Array.from({ length: order }, () => reader.uint32());
  const vocabularySize = counts[0] ?? 0;
  const nodeCount = counts.reduce((sum, count) => sum + count, 0);
  const innerCount = nodeCount - (counts.at(-1) ?? 0);
  reader.expect(order > 1 && vocabularySize > SENTENCE_END && vocabularySize <= 0xffff && nodeCount < data.length);
  const probabilityBook = new Float32Array(order * CODEBOOK_ENTRIES);
  const backOffBook = new Float32Array((order - 1) * CODEBOOK_ENTRIES);
  for (let level = 0; level < order; level++) {
    probabilityBook.set(reader.float32s(CODEBOOK_ENTRIES), level * CODEBOOK_ENTRIES);
    if (level < order - 1) backOffBook.set(reader.float32s(CODEBOOK_ENTRIES), level * CODEBOOK_ENTRIES);
  }

  const words = new Uint16Array(nodeCount);
  const firstChild = new Int32Array(innerCount + 1);
  const trie = { words, firstChild };
  // A byte a node, as in the file: unpacked they would take four times the memory, and a third of the loading.
  const probabilityCodes = new Uint8Array(nodeCount);
  const backOffCodes = new Uint8Array(innerCount);
  /** The first node behind each level. */
  const ends: number[] = [];
  let parentsFrom = 0;
  let from = 0;
  for (const [level, count] of counts.entries()) {
    if (level === 0) {
      for (let node = 0; node < count; node++) words[node] = node;
    } else {
      readChildren(reader, trie, { parentsFrom, from, count });
    }
    probabilityCodes.set(reader.bytes(count), from);
    if (level < order - 1) backOffCodes.set(reader.bytes(count), from);
    parentsFrom = from;
    from += count;
    ends.push(from);
  }
  reader.expectEnd();

  /** Where the codebooks of the node's level begin. */
  function rowsOf(node: number): number {
    let level = 0;
    while (node >= (ends[level] as number)) level++;
    return level * CODEBOOK_ENTRIES;
  }
  const probabilityOf = (node: number): number =>
    probabilityBook[rowsOf(node) + (probabilityCodes[node] as number)] as number;
  const backOffOf = (node: number): number =>
    node < innerCount ? (backOffBook[rowsOf(node) + (backOffCodes[node] as number)] as number) : 0;

  /** Child of `state` with `word`, -1 when there is none. */
  function find(state: number, word: number): number {
    if (state === NO_HISTORY) return word;
    if (state >= innerCount) return -1;
    return findChild(trie, state, word);
  }

  /** The node whose children hold `node`: the last one whose first child is not behind it. */
  function parentOf(node: number): number {
    let low = 0;
    let high = innerCount - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((firstChild[middle] as number) <= node) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  // Suffix links plus two, so that a zero means "not known yet" and untouched memory stays untouched.
  const suffixes = new Int32Array(nodeCount);
  /** The longest known history that is `node` without its first word. */
  function suffixOf(node: number): number {
    if (node < vocabularySize) return NO_HISTORY;
    const known = suffixes[node] as number;
    if (known !== 0) return known - 2;
    const word = words[node] as number;
    let shorter = suffixOf(parentOf(node));
    let found = find(shorter, word);
    while (found < 0) {
      shorter = suffixOf(shorter);
      found = find(shorter, word);
    }
    suffixes[node] = found + 2;
    return found;
  }

  /** A history that no longer n-gram and no back-off needs is shortened, so that more hypotheses recombine. */
  function shorten(node: number): number {
    let state = node;
    while (state >= vocabularySize) {
      const isUseful = state < innerCount && (firstChild[state] !== firstChild[state + 1] || backOffOf(state) !== 0);
      if (isUseful) break;
      state = suffixOf(state);
    }
    return state;
  }

  const cachedState = new Int32Array(CACHE_SLOTS).fill(-2);
  const cachedWord = new Int32Array(CACHE_SLOTS);
  const logProbability = new Float64Array(CACHE_SLOTS);
  const nextState = new Int32Array(CACHE_SLOTS);

  return {
    vocabularySize,
    /** Natural logarithm of the word's probability after the state. */
    logProbability,
    nextState,
    /** Answers with a slot of the two tables, good until the next call: one probe of the cache serves both. */
    lookUp(state: number, word: number): number {
      const slot = (Math.imul(state, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b)) >>> 14;
      if (cachedState[slot] === state && cachedWord[slot] === word) return slot;
      let sum = 0;
      let history = state;
      let found = find(history, word);
      while (found < 0) {
        sum += backOffOf(history);
        history = suffixOf(history);
        found = find(history, word);
      }
      cachedState[slot] = state;
      cachedWord[slot] = word;
      logProbability[slot] = sum + probabilityOf(found);
      nextState[slot] = shorten(found);
      return slot;
    },
  };
}
