/** One line of a benchmark: what was measured, the figure, and the baseline of the same run it stands against. */
export interface BenchFigure {
  what: string;
  value: string;
  baseline?: string;
}

export type BenchReport = BenchFigure[];
export type Bench = () => Promise<BenchReport>;

/** Wall time of one call in milliseconds. */
export async function timeMs(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Median of `runs` timings after one that warms up, in milliseconds. */
export async function medianMs(work: () => unknown, runs = 7): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await timeMs(work));
  return quantile(times, 0.5);
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const ratio = (value: number): string => `${value.toFixed(2)} ×`;
