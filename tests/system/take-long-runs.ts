import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const RUN = new URL('./long-runs-run.ts', import.meta.url).pathname;

/** What came of an article of each unit, `bytes` of it end to end, and whether an overflow is told from a defect. */
export async function takeLongRuns(bytes: number, units: readonly string[]): Promise<unknown[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--no-regexp-optimization',
    ...['--import', 'tsx', RUN, String(bytes)],
    ...units.map((unit) => JSON.stringify(unit)),
  ]);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
