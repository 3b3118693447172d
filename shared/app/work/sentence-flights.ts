import type { GatedTranslation } from '../translation/gate-translation.ts';

/** What a sentence came to: its translation, or nothing when whoever was buying it had to leave it. */
export type Landing = Promise<GatedTranslation | undefined>;

/** The sentences that jobs of this process are buying, each by its key in the memory. */
export type SentenceFlights = ReturnType<typeof createSentenceFlights>;

/**
 * Lets the jobs of one process share a sentence without a word to the table: of those that miss it one claims it from the
 * other machines and buys it, and hands its translation on, also when the table could not keep it.
 *
 *   A  board: taken ── claim ── buy ── remember ── land
 *   B  board: A's ································ landed
 */
export function createSentenceFlights() {
  const flights = new Map<string, Landing>();
  const hands = new Map<string, (translation: GatedTranslation | undefined) => void>();
  return {
    /** Takes those that nobody here is buying, which the caller has to land, and tells what the others will come to. */
    board(keys: readonly string[]): { taken: ReadonlySet<string>; landings: ReadonlyMap<string, Landing> } {
      const taken = new Set<string>();
      const landings = new Map<string, Landing>();
      for (const key of keys) {
        const flight = flights.get(key);
        if (flight) {
          landings.set(key, flight);
          continue;
        }
        taken.add(key);
        flights.set(key, new Promise((hand) => hands.set(key, hand)));
      }
      return { taken, landings };
    },

    /** Hands what a sentence came to on to all who wait for it. */
    land(key: string, translation: GatedTranslation | undefined): void {
      hands.get(key)?.(translation);
      hands.delete(key);
      flights.delete(key);
    },
  };
}

/** Waits for what sentences come to, by their keys. Throws the signal's reason as soon as it aborts. */
export async function waitForLandings(
  landings: ReadonlyMap<string, Landing>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, GatedTranslation | undefined>> {
  signal.throwIfAborted();
  const over = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: over.signal });
  });
  const all = Promise.all([...landings].map(async ([key, landing]) => [key, await landing] as const));
  try {
    return new Map(await Promise.race([all, aborted]));
  } finally {
    over.abort();
  }
}
