import type { RestoreCounts, RestoreProgress } from '../../../ports/stores/restoration.ts';

/** Enough to see what it is about; a report is no list. */
const MAX_IDS = 100;

export type Tally = ReturnType<typeof createTally>;

/** Counts what became of what, from where an earlier run left off. */
export function createTally(before: RestoreProgress | undefined) {
  const state = structuredClone(
    before ?? { counts: nothing(), read: 0, incompleteIds: [] as string[], underWayIds: [] as string[] },
  );
  const lists = { incompleteIds: [...state.incompleteIds], underWayIds: [...state.underWayIds] };
  return {
    add<Name extends keyof RestoreCounts>(group: Name, member: keyof RestoreCounts[Name], by = 1): void {
      const counts = state.counts[group] as Record<typeof member, number>;
      counts[member] += by;
    },
    name(list: 'incompleteIds' | 'underWayIds', id: string): void {
      if (lists[list].length < MAX_IDS) lists[list].push(id);
    },
    read(items: number): void {
      state.read += items;
    },
    progress: () => structuredClone({ counts: state.counts, read: state.read, ...lists }),
  };
}

function nothing(): RestoreCounts {
  return {
    articles: { restored: 0, present: 0, mended: 0, deleted: 0, expired: 0, incomplete: 0, underWay: 0 },
    sentences: { restored: 0, present: 0, expired: 0 },
    months: { restored: 0, present: 0, expired: 0 },
    leftOut: { deletionMarks: 0, leases: 0, reservations: 0, momentary: 0, trialArticles: 0, unknown: 0 },
  };
}
