import type { Clock } from '../../ports/clock.ts';

/** How long work on a list may keep the thread from all else, well within what anyone waits for an answer. */
const TURN_MS = 25;

/** Where work may be interrupted: waits a moment when it has gone on for a turn, so that others are served. */
export type TakeTurns = () => Promise<void> | undefined;

/** Measured by the clock from its first call on. */
export function createTurns(clock: Pick<Clock, 'monotonicMs' | 'sleep'>): TakeTurns {
  let beganMs = clock.monotonicMs();
  return () => {
    if (clock.monotonicMs() - beganMs < TURN_MS) return undefined;
    return clock.sleep(0).then(() => {
      beganMs = clock.monotonicMs();
    });
  };
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
