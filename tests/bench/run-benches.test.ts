import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { atLeast, atMost, type Bench, median, quantile } from './report.ts';
import { runBenches } from './run-benches.ts';

const outDirectory = mkdtempSync(join(tmpdir(), 'depeche-bench-cli-'));
afterAll(() => rmSync(outDirectory, { recursive: true }));

const benches: Record<string, Bench> = {
  quick: async () => [{ what: 'one | two', value: '1.10 ×', baseline: '5 ms', bar: atMost(1.1, 1.2) }],
  slow: async () => [
    { what: 'articles', value: '3' },
    { what: 'speed', value: '0.50 ×', bar: atLeast(0.5, 0.9) },
  ],
};

async function run(...args: string[]) {
  const said: string[] = [];
  const complaints: string[] = [];
  const say = (line: string) => void said.push(line);
  const complain = (line: string) => void complaints.push(line);
  const code = await runBenches({ args, benches, outDirectory, say, complain });
  return { code, said: said.join('\n'), complaints: complaints.join('\n') };
}

describe('npm run bench', () => {
  test('runs all, names the machine, tells which bars are met, and writes JSON', async () => {
    const { code, said } = await run();
    expect(code).toBe(0);
    expect(said).toContain(`Node ${process.version}`);
    expect(said).toMatch(/one \| two {2}1\.10 × {3}\(5 ms\) {3}bar ≤ 1\.20 ×: met/);
    expect(said).toMatch(/speed {5}0\.50 × {3}bar ≥ 0\.90 ×: MISSED/);
    expect(readdirSync(outDirectory).sort()).toEqual(['quick.json', 'slow.json']);
    const { machine, name, report } = JSON.parse(readFileSync(join(outDirectory, 'quick.json'), 'utf8'));
    expect([machine.node, name, report[0].value]).toEqual([process.version, 'quick', '1.10 ×']);
  });

  test('runs what is named', async () => {
    const { said } = await run('quick');
    expect(said).toContain('## quick');
    expect(said).not.toContain('## slow');
  });

  test('prints tables for a document', async () => {
    const { said } = await run('--markdown');
    expect(said).toContain(
      '|  |  | baseline | bar |\n|---|---|---|---|\n| one \\| two | 1.10 × | 5 ms | ≤ 1.20 ×: met |',
    );
    expect(said).toContain('|  |  | bar |\n|---|---|---|\n| articles | 3 |  |\n');
  });

  test('fails on a missed bar when it is told to be strict', async () => {
    expect((await run('--strict')).code).toBe(1);
    expect((await run('--strict', 'quick')).code).toBe(0);
  });

  test('explains itself', async () => {
    const { code, said } = await run('--help');
    expect(code).toBe(0);
    expect(said).toMatch(/NAME: quick, slow;.*--markdown.*--strict/s);
  });

  test.each([[['warp']], [['--fast']], [['toString']]])('refuses %j and says what there is', async (args) => {
    const { code, said, complaints } = await run(...args);
    expect(code).toBe(2);
    expect(said).toBe('');
    expect(complaints).toContain('quick, slow');
  });
});

test('quantiles are values of the sample', () => {
  const values = [4, 1, 3, 2, 5];
  expect([median(values), quantile(values, 0), quantile(values, 0.99), quantile(values, 1)]).toEqual([3, 1, 5, 5]);
});
