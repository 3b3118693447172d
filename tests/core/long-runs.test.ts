import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const RUN = new URL('./take-long-runs.ts', import.meta.url).pathname;

test.each([
  ['compiled', []],
  ['interpreted', ['--no-regexp-optimization']],
])(
  'no pattern overflows on millions of one character when it is %s, whoever calls the core',
  { timeout: 300_000 },
  async (_, options) => {
    const { stdout } = await promisify(execFile)(process.execPath, [...options, '--import', 'tsx', RUN]);
    const told = stdout.trim().split('\n');
    expect(told.length).toBeGreaterThan(15);
    expect(told.filter((line) => !line.includes('"outcome":"read"'))).toEqual([]);
  },
);
