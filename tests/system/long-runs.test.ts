import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const RUN = new URL('./long-runs-run.ts', import.meta.url).pathname;
/** What pages are saved with by the megabyte. */
const UNITS = [' ', '\n'];

test('megabytes of white space are processed, and a text that overflows a pattern is told from a defect', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--no-regexp-optimization',
    ...['--import', 'tsx', RUN, '5000000'],
    ...UNITS.map((unit) => JSON.stringify(unit)),
  ]);
  const told = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(told).toEqual([
    ...UNITS.map((unit) => ({ unit, outcome: { status: 'processed', id: 'long' } })),
    { overflows: true },
  ]);
});
