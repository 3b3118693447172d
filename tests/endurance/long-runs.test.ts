import { describe, expect, test } from 'vitest';
import { ADVERSARIAL_UNITS } from '../bench/pipeline/adversarial.ts';
import { readLongRuns } from '../core/read-long-runs.ts';
import { takeLongRuns } from '../system/take-long-runs.ts';

const MINUTES = 60_000;

describe.each([5_000_000, 9_900_000])('%i bytes end to end', (bytes) => {
  test.each(ADVERSARIAL_UNITS.map((unit) => [unit]))(
    'of %j are processed, or refused for good with what to do',
    { timeout: 30 * MINUTES },
    async (unit) => {
      const [told] = await takeLongRuns(bytes, [unit]);
      expect([
        { unit, outcome: { status: 'processed', id: 'long' } },
        {
          unit,
          outcome: { status: 'refused', id: 'long', problem: { code: 'invalid-request', detail: expect.any(String) } },
        },
      ]).toContainEqual(told);
    },
  );
});

test.each([
  ['compiled', []],
  ['interpreted', ['--no-regexp-optimization']],
])(
  'no pattern of the core overflows on as many of one character as an article may hold when it is %s',
  { timeout: 30 * MINUTES },
  async (_, options) => {
    const told = await readLongRuns(9_900_000, options);
    expect(told.length).toBeGreaterThan(15);
    expect(told.filter((line) => !line.includes('"outcome":"read"'))).toEqual([]);
  },
);
