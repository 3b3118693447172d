import { expect, test } from 'vitest';
import { findRuns } from '../../shared/core/text/find-runs.ts';

test.each(['', ' ', 'a', '  a b  c ', 'ab   ', ' '.repeat(9)])('finds the runs of %j as a pattern would', (text) => {
  const runs = Array.from(text.matchAll(/ +/g), ({ 0: run, index }) => ({ start: index, end: index + run.length }));
  expect([...findRuns(text, ' ')]).toEqual(runs);
});
