import type { AdversarialText } from './adversarial.ts';

/** A text that takes more than this times as long when it is twice as long is not read in linear time. */
export const MAX_DOUBLING = 2.6;

const CHARACTERS = 10_000;

/** Below this the timer and the garbage collector weigh more than the text. */
const WORTH_MEASURING_MS = 4;

/** Times that a text is measured again before its growth is believed. */
const ATTEMPTS = 6;

export interface Growth extends Pick<AdversarialText, 'family' | 'name'> {
  /** Time of the doubled text to that of the text; 1 where both are too short to tell. */
  ratio: number;
  doubledMs: number;
}

/**
 * How the time of a text grows when it doubles. Processor time instead of wall time, the least of several: whatever else
 * happens only ever adds to it. A text is measured again only while it looks suspicious.
 */
export function measureGrowth({ family, name, write }: AdversarialText, run: (text: string) => unknown): Growth {
  const [once, twice] = [write(CHARACTERS), write(2 * CHARACTERS)];
  let [onceMs, doubledMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    onceMs = Math.min(
      onceMs,
      cpuMs(() => run(once)),
    );
    doubledMs = Math.min(
      doubledMs,
      cpuMs(() => run(twice)),
    );
    if (doubledMs < WORTH_MEASURING_MS) return { family, name, ratio: 1, doubledMs };
    if (doubledMs <= MAX_DOUBLING * onceMs) break;
  }
  return { family, name, ratio: doubledMs / onceMs, doubledMs };
}

function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
