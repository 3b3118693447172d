import { expect, test } from 'vitest';
import { readLongRuns } from './read-long-runs.ts';

/** The 64 MiB that V8 gives a pattern to remember are full of three numbers a character. */
const ENOUGH = 6_000_000;

/** Whatever overflows when it is compiled does so when it is interpreted too; the endurance run tries both, and more characters. */
test('no pattern overflows on millions of one character, whoever calls the core', { timeout: 300_000 }, async () => {
  const told = await readLongRuns(ENOUGH, ['--no-regexp-optimization']);
  expect(told.length).toBeGreaterThan(15);
  expect(told.filter((line) => !line.includes('"outcome":"read"'))).toEqual([]);
});
