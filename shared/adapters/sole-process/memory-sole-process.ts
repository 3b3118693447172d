import type { SentenceMemory } from '../../ports/stores/sentence-memory.ts';

/** In whose name it is tried whether the table can be written to at all. */
const WRITER = 'sole process';

/**
 * The memory of sentences in a table that no other process can open: claims stay in this process, however many they are,
 * and end with it. What a killed one had claimed in the table is free at once. One write tells whether what is bought could
 * be kept: on a full disk nothing is claimed.
 */
export function createSoleProcessMemory(memory: SentenceMemory): SentenceMemory {
  /** Who has claimed a sentence, by its key. */
  const claimants = new Map<string, string>();

  const release = (entries: readonly { key: string }[]): void => {
    for (const { key } of entries) claimants.delete(key);
  };

  const recallKept: SentenceMemory['recall'] = async (keys) => {
    const states = await memory.recall(keys);
    return new Map([...states].filter(([, { kind }]) => kind !== 'claimed'));
  };

  return {
    ...memory,

    async recall(keys) {
      const found = new Map(await recallKept(keys));
      for (const key of keys) {
        const mark = claimants.get(key);
        if (mark !== undefined) found.set(key, { kind: 'claimed', mark });
      }
      return found;
    },

    async remember(segments) {
      await memory.remember(segments);
      release(segments);
    },

    async refuse(refusals) {
      await memory.refuse(refusals);
      release(refusals);
    },

    async claim(claims, owner) {
      const taken = new Set<string>();
      /** Not claimed by anybody: what is on record tells whether they may be. */
      const open = new Map<string, string | undefined>();
      for (const { key, seen } of claims) {
        const claimant = claimants.get(key);
        if (claimant === undefined) open.set(key, seen);
        else if (claimant === owner || claimant === seen) taken.add(key);
        // Before the record is read, so that of those who ask at once one gets it.
        if (claimant === undefined || taken.has(key)) claimants.set(key, owner);
      }
      try {
        const [states] = await Promise.all([recallKept([...open.keys()]), memory.beat(WRITER)]);
        for (const [key, seen] of open) {
          const state = states.get(key);
          if (state !== undefined && state.mark !== seen) continue;
          taken.add(key);
          open.delete(key);
        }
      } finally {
        for (const key of open.keys()) claimants.delete(key);
      }
      return taken;
    },

    async giveBack(keys, owner) {
      for (const key of keys) if (claimants.get(key) === owner) claimants.delete(key);
    },
  };
}
