import { createRequire } from 'node:module';
import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import {
  type ExpressionParser,
  rememberParsed,
} from '../../../shared/adapters/embedded-dynamodb/remember-expressions.ts';
import { startTestTable } from '../../support/dynamodb/start-test-table.ts';

type Values = Record<string, Record<string, unknown>>;
type Parse = ExpressionParser['parse'];

/** dynalite's own copies, whatever has been done to those of its server. */
const requireLikeDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));
function readParser(file: string): Parse {
  const path = requireLikeDynalite.resolve(file);
  const kept = requireLikeDynalite.cache[path];
  delete requireLikeDynalite.cache[path];
  const { parse } = requireLikeDynalite(path) as ExpressionParser;
  requireLikeDynalite.cache[path] = kept;
  return parse;
}
const CONDITIONS = readParser('./db/conditionParser');
const UPDATES = readParser('./db/updateParser');

const NAMES = { '#a': 'until', '#b': 'owner', '#c': 'state' };

function contextOf(attrVals: Values, attrNames: Record<string, string> = NAMES) {
  const unused = (names: object) =>
    Object.fromEntries(Object.keys(names).map((name) => [name, true])) as Record<string, true>;
  return {
    attrNames,
    attrVals,
    unusedAttrNames: unused(attrNames),
    unusedAttrVals: unused(attrVals),
    isReserved: (name: string) => name === 'status',
    compare: (_: string, { N: lower }: { N: string }, { N: upper }: { N: string }) => Number(lower) > Number(upper),
  };
}

/** What parsing gives, and what it leaves of the unused names and values. */
function ask(parse: Parse, text: string, values: Values, names?: Record<string, string>) {
  const context = contextOf(values, names);
  const tree = parse(text, { context });
  return structuredClone({ tree, names: context.unusedAttrNames, values: context.unusedAttrVals });
}

function counting(parse: Parse) {
  let parsed = 0;
  const remembering = rememberParsed((...given) => {
    parsed += 1;
    return parse(...given);
  });
  return { parse: remembering, parsed: () => parsed };
}

const owned = (nowMs: number, owner: string): Values => ({ ':now': { N: String(nowMs) }, ':owner': { S: owner } });

describe('an expression', () => {
  test.each([
    [CONDITIONS, 'attribute_not_exists(#a) OR (#a < :now AND (#b = :owner OR NOT contains(#c.list[2], :owner)))'],
    [CONDITIONS, '#b IN (:owner, :now) AND size(#c) > :now'],
    [UPDATES, 'SET #a = if_not_exists(#a, :now) + :now, #b = :owner REMOVE #c.list[1] ADD total :now'],
  ])('is parsed once for all values, and is what dynalite makes of it: %#', (plain, text) => {
    const { parse, parsed } = counting(plain);
    for (const values of [owned(1, 'one'), owned(2, 'two'), { ...owned(3, 'three'), ':more': { S: 'unused' } }]) {
      expect(ask(parse, text, values)).toEqual(ask(plain, text, values));
    }
    expect(parsed()).toBe(1);
  });

  test('gives each request a tree of its own', () => {
    const { parse } = counting(CONDITIONS);
    const trees = [1, 2, 3].map((nowMs) => {
      const context = contextOf(owned(nowMs, ''));
      return parse('#a < :now', { context }) as { expression: { type: string } };
    });
    for (const { expression } of trees) expression.type = '>';
    expect(parse('#a < :now', { context: contextOf(owned(4, '')) })).toMatchObject({
      expression: { type: '<', args: [['until'], { N: '4' }] },
    });
  });

  test.each([
    [CONDITIONS, 'attribute_exists(#a.list[1]) AND #b = :owner'],
    [UPDATES, 'SET #a.since = if_not_exists(#a.since, :now), total = :owner REMOVE #b'],
  ])('is parsed once for all names, and is what dynalite makes of it: %#', (plain, text) => {
    const { parse, parsed } = counting(plain);
    for (const [one, other] of [
      ['until', 'owner'],
      ['later', '@a.b'],
      ['owner', 'until'],
    ] as const) {
      const names = { '#a': one, '#b': other };
      expect(ask(parse, text, owned(1, 'x'), names)).toEqual(ask(plain, text, owned(1, 'x'), names));
    }
    expect(parsed()).toBe(1);
  });

  test.each([
    ['that are one', { '#a': 'until', '#b': 'until' }],
    ['of which one stands in the text', { '#a': 'until', '#b': 'total' }],
    ['of which one is missing', { '#a': 'until' }],
  ])('with names %s is told to overlap, or to be missing', (_, names) => {
    const { parse } = counting(UPDATES);
    const text = 'SET #a = :now, total = :now REMOVE #b';
    ask(parse, text, owned(1, ''));
    const told = ask(parse, text, owned(1, ''), names);
    expect(told).toEqual(ask(UPDATES, text, owned(1, ''), names));
    expect(told.tree).toBeTypeOf('string');
  });

  test.each([
    ['a name that is missing', '#a = :now', owned(1, ''), {}],
    ['a value that is missing', '#a = :now', {}, NAMES],
    ['another type of value', 'begins_with(#a, :now)', { ':now': { L: [] } }, NAMES],
  ])('is parsed anew with %s', (_, text, values, names) => {
    const { parse } = counting(CONDITIONS);
    ask(parse, text, { ':now': { S: '1' } });
    ask(parse, text, owned(1, ''));
    expect(ask(parse, text, values, names)).toEqual(ask(CONDITIONS, text, values, names));
  });

  test('that asks for the order of its values is looked at each time', () => {
    const { parse } = counting(CONDITIONS);
    const between = (lower: string, upper: string) =>
      ask(parse, '#a BETWEEN :lower AND :upper', { ':lower': { N: lower }, ':upper': { N: upper } });
    expect(between('1', '2').tree).toBeTypeOf('object');
    expect(between('2', '1').tree).toContain('upper bound');
  });

  test('that is wrong stays so', () => {
    const { parse } = counting(CONDITIONS);
    const first = ask(parse, 'status = :now', owned(1, ''));
    expect(first.tree).toContain('reserved');
    expect(ask(parse, 'status = :now', owned(2, ''))).toEqual(first);
  });
});

test('the table decides by the values of each request', async () => {
  const { client, tableName, stop } = await startTestTable();
  const Key = { pk: { S: 'lease' }, sk: { S: 'lease' } };
  const take = (owner: string, nowMs: number) =>
    client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key,
        UpdateExpression: 'SET #b = :owner, #a = :now',
        ConditionExpression: 'attribute_not_exists(#a) OR (#a < :now AND #b <> :owner)',
        ExpressionAttributeNames: { '#a': 'until', '#b': 'owner' },
        ExpressionAttributeValues: { ':owner': { S: owner }, ':now': { N: String(nowMs) } },
      }),
    );
  await take('one', 1);
  await take('two', 2);
  await expect(take('two', 3)).rejects.toThrow('The conditional request failed');
  await expect(take('one', 2)).rejects.toThrow('The conditional request failed');
  await take('one', 3);
  const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key }));
  expect(Item).toMatchObject({ owner: { S: 'one' }, until: { N: '3' } });
  await stop();
});
