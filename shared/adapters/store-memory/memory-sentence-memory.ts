import type { Clock } from '../../ports/clock.ts';
import type { StoreTimes } from '../../ports/stores/stores.ts';
import type { SentenceMemory, SentenceState } from '../../ports/stores/sentence-memory.ts';

interface Entry {
  state: SentenceState;
  expiresAtMs: number;
}

export function createMemorySentenceMemory({
  clock,
  segmentTtlMs,
  refusalTtlMs,
}: { clock: Clock } & StoreTimes): SentenceMemory {
  const entries = new Map<string, Entry>();
  const beats = new Map<string, number>();
  let refusals = 0;

  const live = (key: string): SentenceState | undefined => {
    const entry = entries.get(key);
    return entry && entry.expiresAtMs > clock.nowMs() ? entry.state : undefined;
  };
  return {
    async recall(keys) {
      const found = keys.flatMap((key) => {
        const state = live(key);
        return state === undefined ? [] : [[key, state] as const];
      });
      return new Map(found);
    },

    async remember(segments) {
      const expiresAtMs = clock.nowMs() + segmentTtlMs;
      for (const { key, translation } of segments) {
        entries.set(key, { state: { kind: 'remembered', translation, mark: String(expiresAtMs) }, expiresAtMs });
      }
    },

    async refuse(refused) {
      const expiresAtMs = clock.nowMs() + refusalTtlMs;
      for (const { key, translation, issues } of refused) {
        refusals += 1;
        entries.set(key, { state: { kind: 'refused', translation, issues, mark: `refusal-${refusals}` }, expiresAtMs });
      }
    },

    async claim(claims, owner) {
      const claimed = claims.filter(({ key, seen }) => {
        const state = live(key);
        return state === undefined || state.mark === seen || state.mark === owner;
      });
      for (const { key } of claimed) {
        entries.set(key, { state: { kind: 'claimed', mark: owner }, expiresAtMs: Number.POSITIVE_INFINITY });
      }
      return new Set(claimed.map(({ key }) => key));
    },

    async giveBack(keys, owner) {
      for (const key of keys) {
        const state = live(key);
        if (state?.kind === 'claimed' && state.mark === owner) entries.delete(key);
      }
    },

    async beat(owner) {
      beats.set(owner, (beats.get(owner) ?? 0) + 1);
    },

    async heardOf(owners) {
      return new Map(owners.flatMap((owner) => (beats.has(owner) ? [[owner, String(beats.get(owner))] as const] : [])));
    },
  };
}
