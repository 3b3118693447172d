import type { PhraseOption } from './phrase-options.ts';

/** Hypotheses that one search may make. */
const CAPACITY = 262_143;
const TABLE_SLOTS = 1 << 19;

/**
 * Store of one search's partial translations, as columns. A hypothesis is its number; what it has covered is everything
 * before `gap` and, for each set bit k of `mask`, the token `gap + k`. One store serves one search after another without
 * allocating.
 */
export function createHypothesisStore() {
  const state = new Int32Array(CAPACITY);
  const gap = new Int32Array(CAPACITY);
  const mask = new Int32Array(CAPACITY);
  const end = new Int32Array(CAPACITY);
  const dropped = new Uint8Array(CAPACITY);
  const option: (PhraseOption | undefined)[] = [];
  // Open addressing; a slot counts only when its round is the current one, so clearing costs nothing.
  const slots = new Int32Array(TABLE_SLOTS);
  const rounds = new Int32Array(TABLE_SLOTS);
  let round = 0;
  let size = 0;

  return {
    score: new Float64Array(CAPACITY),
    /** Score with the future cost and the jump back that is still owed. */
    priority: new Float64Array(CAPACITY),
    state,
    gap,
    mask,
    /** Exclusive end and start of the phrase translated last. */
    end,
    start: new Int32Array(CAPACITY),
    /** Where it came from and by which option; -1 for the first. */
    back: new Int32Array(CAPACITY),
    option,
    /** Forgets everything. */
    clear(): void {
      round += 1;
      size = 0;
      option.length = 0;
    },
    /** How many there are; a number below this is taken. */
    size: (): number => size,
    /** Drops a hypothesis: nothing recombines with it any more. */
    drop(hypothesis: number): void {
      dropped[hypothesis] = 1;
    },
    /** Number of the living hypothesis that no future can tell from this one, else a new number, else -1 when full. */
    claim(ofState: number, ofGap: number, ofMask: number, ofEnd: number): number {
      let hash = Math.imul(ofState, 0x9e3779b1) ^ Math.imul(ofGap, 0x85ebca6b);
      hash = Math.imul(hash ^ (hash >>> 15) ^ ofMask, 0xc2b2ae35) ^ Math.imul(ofEnd, 0x27d4eb2f);
      let slot = (hash ^ (hash >>> 13)) & (TABLE_SLOTS - 1);
      while (rounds[slot] === round) {
        const found = slots[slot] as number; // slot < TABLE_SLOTS
        const isSame =
          state[found] === ofState && gap[found] === ofGap && mask[found] === ofMask && end[found] === ofEnd;
        if (isSame) {
          if (dropped[found] === 0) return found;
          break; // the newcomer takes the place of the one dropped
        }
        slot = (slot + 1) & (TABLE_SLOTS - 1);
      }
      if (size === CAPACITY) return -1;
      rounds[slot] = round;
      slots[slot] = size;
      state[size] = ofState;
      gap[size] = ofGap;
      mask[size] = ofMask;
      end[size] = ofEnd;
      dropped[size] = 0;
      size += 1;
      return size - 1;
    },
  };
}
