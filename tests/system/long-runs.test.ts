import { expect, test } from 'vitest';
import { takeLongRuns } from './take-long-runs.ts';

/** What pages are saved with by the megabyte. */
const UNITS = [' ', '\n'];

test('megabytes of white space are processed, and a text that overflows a pattern is told from a defect', async () => {
  expect(await takeLongRuns(5_000_000, UNITS)).toEqual([
    ...UNITS.map((unit) => ({ unit, outcome: { status: 'processed', id: 'long' } })),
    { overflows: true },
  ]);
});
