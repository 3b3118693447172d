/** One line of a benchmark: what was measured, the figure, and the baseline of the same run it stands against. */
export interface BenchFigure {
  what: string;
  value: string;
  baseline?: string;
  bar?: Bar;
}

/** What a figure has to reach, and whether it did. */
export interface Bar {
  says: string;
  isMet: boolean;
}

export type BenchReport = BenchFigure[];
export type Bench = () => Promise<BenchReport>;

const verdictOf = ({ says, isMet }: Bar) => `${says}: ${isMet ? 'met' : 'MISSED'}`;

/** A line a figure, for a terminal. */
export function describeReport(report: BenchReport): string {
  const width = Math.max(...report.map(({ what }) => what.length));
  return report
    .map(({ what, value, baseline, bar }) => {
      const more = [baseline && `(${baseline})`, bar && `bar ${verdictOf(bar)}`].filter(Boolean);
      return [`${what.padEnd(width)}  ${value}`, ...more].join('   ');
    })
    .join('\n');
}

/** A table with the columns that some figure fills. */
export function describeReportAsMarkdown(report: BenchReport): string {
  const rows = report.map(({ what, value, baseline = '', bar }) => [what, value, baseline, bar ? verdictOf(bar) : '']);
  const filled = ['', '', 'baseline', 'bar'].map((title, at) => ({ title, at }));
  const columns = filled.filter(({ at }) => at < 2 || rows.some((row) => row[at] !== ''));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    `|${columns.map(() => '---').join('|')}|`,
    ...rows.map((row) => line(columns.map(({ at }) => (row[at] ?? '').replaceAll('|', '\\|')))),
  ].join('\n');
}

type Format = (value: number) => string;

export const milliseconds: Format = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const ratio: Format = (value) => `${value.toFixed(2)} ×`;
export const megabytes: Format = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
export const kilobytes: Format = (bytes) => `${Math.round(bytes / 1e3)} KB`;

/** The bar of a figure that may not be higher. */
export const atMost = (value: number, limit: number, format: Format = ratio): Bar => ({
  says: `≤ ${format(limit)}`,
  isMet: value <= limit,
});

/** The bar of a figure that may not be lower. */
export const atLeast = (value: number, limit: number, format: Format = ratio): Bar => ({
  says: `≥ ${format(limit)}`,
  isMet: value >= limit,
});

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
  return median(times);
}

/**
 * Medians of timings in milliseconds, by name, after one round that warms up. The works take turns, so that what else the
 * machine does weighs on all alike.
 */
export async function raceMs<Name extends string>(
  works: Record<Name, () => unknown>,
  rounds = 5,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const took = await timeMs(works[name]);
      if (round > 0) times.get(name)?.push(took);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
