import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { describeOperations, describeStanding } from '../bench/bill.ts';
import { measureOperations, type Operation, SENTENCES } from '../bench/bill/measure-operations.ts';
import type { BenchFigure } from '../bench/report.ts';
import { describeScale } from '../bench/scale.ts';

const document = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');

/** Lengths of ids, times and translations differ a little from run to run. */
const TOLERANCE = 0.05;
/** The last digit of what is written with one decimal. */
const LAST_DIGIT = 0.11;

const NUMBER = /\d[\d,]*(?:\.\d+)?/g;
const numbersOf = (text: string) => (text.match(NUMBER) ?? []).map((number) => Number(number.replaceAll(',', '')));

/** Rows of the document's tables, by their first cell. */
const rows = new Map(
  [...document.matchAll(/^\| (.+?) \| (.+) \|$/gm)].map(([, what = '', rest = '']) => [what, rest] as const),
);

function expectDocumented({ what, value, baseline }: BenchFigure): void {
  const measured = `${value} | ${baseline}`;
  const documented = rows.get(what) ?? '';
  const hint = `docs/operations.md has another row than \`npm run bench -- bill scale --markdown\`:\n| ${what} | ${measured} |`;
  expect(documented.replace(NUMBER, '#'), hint).toBe(measured.replace(NUMBER, '#'));
  const written = documented.match(NUMBER) ?? [];
  for (const [at, number] of numbersOf(measured).entries()) {
    const off = Math.abs(number - Number(written[at]?.replaceAll(',', '')));
    const rounding = /\.\d$/.test(written[at] ?? '') ? LAST_DIGIT : 0;
    expect(off, hint).toBeLessThanOrEqual(Math.max(rounding, TOLERANCE * number));
  }
}

let operations: Operation[];
beforeAll(async () => {
  operations = await measureOperations();
});

const named = (name: string) => {
  const found = operations.find((operation) => operation.name === name);
  if (!found) throw new Error(`Not measured: ${name}`);
  return found;
};

describe('what an article asks of AWS', () => {
  test('is one call of the engine, and two write units a sentence with a few around them', () => {
    for (const { name, translateCalls, writeUnits, readUnits } of operations) {
      if (!name.endsWith('new article')) continue;
      expect(translateCalls).toBe(1);
      expect(writeUnits).toBeLessThanOrEqual(2 * SENTENCES + 15);
      expect(readUnits).toBeLessThanOrEqual(SENTENCES + 10);
    }
    expect(named('the same again, from memory')).toMatchObject({ translateCalls: 0, writeUnits: 0 });
    expect(named('reading a result')).toMatchObject({ translateCalls: 0, writeUnits: 0 });
    expect(named('a second version, one sentence more').writeUnits).toBeLessThanOrEqual(20);
  });

  test('stands in the runbook as it is counted, and so does the standing cost', async () => {
    for (const row of [...describeOperations(operations), await describeStanding()]) expectDocumented(row);
  });
});

test('the runbook says what binds at each volume, and what it costs, as the bench reckons it', () => {
  const { bounds, costs } = describeScale(operations);
  for (const row of [...bounds, ...costs]) expectDocumented(row);
  const told = [...rows.keys()].filter((what) => /^[\d,]+ a day/.test(what));
  expect(told).toEqual([...bounds, ...costs].map(({ what }) => what));
});
