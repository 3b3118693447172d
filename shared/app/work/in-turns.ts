import type { Clock } from '../../ports/clock.ts';

/** How long work on a list may keep the thread from all else, well within what anyone waits for an answer. */
const TURN_MS = 25;

/** What is looked up, claimed or written down at a time of a long list: some milliseconds, and dozens of requests. */
const SLICE_ITEMS = 5_000;

/**
 * Where work may be interrupted: waits a moment when it has gone on for a turn, so that others are served. Measured by the
 * clock from its first call on.
 */
export function createTurns(clock: Pick<Clock, 'monotonicMs' | 'sleep'>): () => Promise<void> | undefined {
  let beganMs = clock.monotonicMs();
  return () => {
    if (clock.monotonicMs() - beganMs < TURN_MS) return undefined;
    return clock.sleep(0).then(() => {
      beganMs = clock.monotonicMs();
    });
  };
}

/** A list in slices, for work that takes many items at once and is interrupted between them. */
export function* slicesOf<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += SLICE_ITEMS) yield items.slice(start, start + SLICE_ITEMS);
}

/** Indexes of the items that a test holds for, in turns. */
export async function indexesInTurns<Item>(
  clock: Pick<Clock, 'monotonicMs' | 'sleep'>,
  items: readonly Item[],
  test: (item: Item) => boolean,
): Promise<number[]> {
  const takeTurns = createTurns(clock);
  const indexes: number[] = [];
  let at = 0;
  for (const slice of slicesOf(items)) {
    for (const item of slice) {
      if (test(item)) indexes.push(at);
      at += 1;
    }
    await takeTurns();
  }
  return indexes;
}

/** `Array.from(items, map)` in turns: an article may have hundreds of thousands of sentences. */
export async function mapInTurns<Item, Value>(
  clock: Pick<Clock, 'monotonicMs' | 'sleep'>,
  items: Iterable<Item>,
  map: (item: Item) => Value,
): Promise<Value[]> {
  const takeTurns = createTurns(clock);
  const values: Value[] = [];
  for (const item of items) {
    values.push(map(item));
    const pause = takeTurns();
    if (pause) await pause;
  }
  return values;
}
