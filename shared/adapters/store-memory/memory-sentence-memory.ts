import type { Clock } from '../../ports/clock.ts';
import type { SentenceMemory } from '../../ports/sentence-memory.ts';

export function createMemorySentenceMemory(options: { clock: Clock; segmentTtlMs: number }): SentenceMemory {
  const { clock, segmentTtlMs } = options;
  const segments = new Map<string, { translation: string; expiresAtMs: number }>();

  return {
    async recall(keys) {
      const known = new Map<string, string>();
      for (const key of keys) {
        const segment = segments.get(key);
        if (segment && segment.expiresAtMs > clock.nowMs()) known.set(key, segment.translation);
      }
      return known;
    },

    async remember(additions) {
      const expiresAtMs = clock.nowMs() + segmentTtlMs;
      for (const { key, translation } of additions) segments.set(key, { translation, expiresAtMs });
    },
  };
}
