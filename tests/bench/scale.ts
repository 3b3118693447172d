import { measureOperations, type Operation } from './bill/measure-operations.ts';
import type { Bench, BenchReport } from './report.ts';
import { type Load, loadsOf } from './scale/loads.ts';
import { monthlyCost } from './scale/monthly-cost.ts';

export const VOLUMES = [1_000, 100_000, 1_000_000] as const;

/** Bounds that are filled less than this are not told, but for the fullest. */
const TOLD_FROM = 0.5;

const count = (value: number) =>
  Number.isFinite(value) ? value.toLocaleString('en', { maximumSignificantDigits: 3 }) : 'ever more';
const share = ({ demand, limit }: Load) =>
  Number.isFinite(demand) ? `${count((100 * demand) / limit)} %` : 'never worked off';

/** The rows of the tables in docs/operations.md: what binds at each volume, the first one first, and what it costs. */
export function describeScale(operations: readonly Operation[]): { bounds: BenchReport; costs: BenchReport } {
  const bounds = VOLUMES.flatMap((volume) => {
    const loads = loadsOf(operations, volume);
    return loads
      .filter(({ demand, limit }, at) => at === 0 || demand / limit >= TOLD_FROM)
      .map((load) => ({
        what: `${volume.toLocaleString('en')} a day: ${load.bound}`,
        value: `${count(load.demand)} of ${count(load.limit)}, ${share(load)}`,
        baseline: load.raise,
      }));
  });
  const costs = VOLUMES.map((volume) => {
    const parts = monthlyCost(operations, volume);
    const sum = Object.values(parts).reduce((total, part) => total + part, 0);
    return {
      what: `${volume.toLocaleString('en')} a day`,
      value: `${count(sum)} USD a month`,
      baseline: Object.entries(parts)
        .map(([name, usd]) => `${name} ${count(usd)}`)
        .join('; '),
    };
  });
  return { bounds, costs };
}

/** What binds first at each volume, and what it costs, from counted requests and published limits. */
export const benchScale: Bench = async () => {
  const { bounds, costs } = describeScale(await measureOperations());
  return [...bounds, ...costs];
};
