import type { Random } from '../../../shared/ports/clock.ts';

/** Numbers in [0, 1) that are the same for the same seed (mulberry32, public domain, by Tommy Ettinger). */
export function createSeededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Share of calls (0 to 1) that each fault hits; together at most 1. */
export type FaultRates<Fault extends string> = Partial<Record<Fault, number>>;

/**
 * Which fault, if any, hits the next call: first what was asked for call by call (`none` lets one through), then by
 * rate. Equal seeds and equal numbers of calls give equal faults.
 */
export function drawFault<Fault extends string>(
  upcoming: (Fault | 'none')[],
  rates: FaultRates<Fault>,
  random: Random,
): Fault | undefined {
  const asked = upcoming.shift();
  if (asked !== undefined) return asked === 'none' ? undefined : asked;
  let point = random();
  for (const [fault, rate] of Object.entries(rates) as [Fault, number][]) {
    if (point < rate) return fault;
    point -= rate;
  }
  return undefined;
}
