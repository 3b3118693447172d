import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import type {
  AccountChange,
  BudgetLimit,
  UsageAccount,
  UsageLedger,
} from '../../../shared/ports/stores/usage-ledger.ts';
import { createManualClock, type ManualClock } from '../../support/dynamodb/manual-clock.ts';
import { LOCAL_CLIENT, startTestTable, type TestTable } from '../../support/dynamodb/start-test-table.ts';
import { inCharacters } from '../../support/ledger.ts';

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

/** What a call of 2.5 KB takes the engine: three times what the stand-in of the benchmarks takes. */
const CALL_MS = 500;
const ARTICLES_PER_SECOND = 50;
/** Write units. */
const MOST_FOR_ONE_CALL = 4;
const MOST_FOR_A_FURTHER_CALL = 2;
const HOUR_MS = 3_600_000;
const KB = 1_024;

/** Bytes of a value: names and contents, nested ones too. */
function sizeOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value !== 'object' || value === null) return Buffer.byteLength(String(value));
  return Object.entries(value).reduce((sum, [name, part]) => sum + Buffer.byteLength(name) + sizeOf(part), 0);
}

/** Attribute names and values; the type markers (`S`, `N`) are not stored. */
function itemSize(item: Record<string, object>): number {
  return Object.entries(item).reduce((sum, [name, typed]) => {
    const [value] = Object.values(typed);
    return sum + Buffer.byteLength(name) + sizeOf(value);
  }, 0);
}

/** A ledger whose updates are told with the size of the item before each; refused ones have none. */
function connect(clock: ManualClock) {
  const client = new DynamoDBClient({ ...LOCAL_CLIENT, endpoint: table.endpoint, maxAttempts: 1 });
  // As every client of the table here: it would copy each request and answer for a logger that there is none of.
  client.middlewareStack.remove('loggerMiddleware');
  const updates: { bytesBefore: number | undefined; atMs: number }[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (given) => {
        if (commandName !== 'UpdateItemCommand') return next(given);
        const update = { bytesBefore: undefined as number | undefined, atMs: clock.nowMs() };
        updates.push(update);
        const answer = await next(given);
        update.bytesBefore = itemSize((answer.output as { Attributes?: Record<string, object> }).Attributes ?? {});
        return answer;
      },
    { step: 'initialize', name: 'measure' },
  );
  const { usage } = createDynamodbStores({
    client,
    tableName: table.tableName,
    clock,
    random: () => 0.5,
    reservationTtlMs: HOUR_MS,
  });
  return { usage, updates, stop: () => client.destroy() };
}

/** As DynamoDB charges: the larger of the item before and after, rounded up to whole KB; a refused update by the item. */
function chargeFor(updates: ReturnType<typeof connect>['updates']): { units: number; atMs: number }[] {
  let bytes = 0;
  return updates.map(({ bytesBefore, atMs }, index) => {
    const bytesAfter = updates[index + 1]?.bytesBefore ?? bytes;
    const largest = Math.max(bytesBefore ?? bytes, bytesAfter);
    bytes = bytesAfter;
    return { units: Math.max(1, Math.ceil(largest / KB)), atMs };
  });
}

const made = async (account: UsageAccount, change: AccountChange) => {
  expect(await account.change(change)).toEqual({ ok: true });
};

const open = (usage: UsageLedger, month: string, budgets: Partial<BudgetLimit> = { maxCharacters: 1e9 }) =>
  usage.open(month, [{ scope: 'total', maxCharacters: undefined, ...budgets }]);

/** A call of 2.5 KB, which cost less than was feared, as those of language models do. */
const CALL = { characters: 2_500, microUsd: 61_234 };
const BILLED = { billedCharacters: 2_500, costMicroUsd: 37_500 };

/** Articles of 2.5 KB as they come in, `ARTICLES_PER_SECOND`, each call of which the engine answers after `CALL_MS`. */
async function simulate(
  month: string,
  calls: number,
  budgets: Partial<BudgetLimit>,
): Promise<{ unitsPerArticle: number; mostInOneSecond: number }> {
  const clock = createManualClock(Date.parse(`${month}-10T08:00:00Z`));
  const { usage, updates, stop } = connect(clock);
  // Until as many are open as ever, and for a second more.
  const articles = (ARTICLES_PER_SECOND * (1_000 + calls * CALL_MS)) / 1_000;
  const startMs = clock.nowMs();
  const steps: { atMs: number; run: () => Promise<void> }[] = [];
  for (let index = 0; index < articles; index += 1) {
    const account = open(usage, month, budgets);
    const atMs = startMs + (index * 1_000) / ARTICLES_PER_SECOND;
    const whole = { characters: CALL.characters * calls, microUsd: CALL.microUsd * calls };
    steps.push({ atMs, run: () => made(account, { reserve: whole, send: CALL }) });
    for (let call = 1; call < calls; call += 1) {
      const run = () => made(account, { answered: CALL, send: CALL, spent: BILLED });
      steps.push({ atMs: atMs + call * CALL_MS, run });
    }
    const last = { answered: CALL, spent: { ...BILLED, articles: 1 }, close: true };
    steps.push({ atMs: atMs + calls * CALL_MS, run: () => made(account, last) });
  }
  for (const { atMs, run } of steps.sort((left, right) => left.atMs - right.atMs)) {
    clock.advance(atMs - clock.nowMs());
    await run();
  }
  expect(await usage.read(month, 'total')).toMatchObject({
    articles,
    billedCharacters: 2_500 * calls * articles,
    costMicroUsd: 37_500 * calls * articles,
    reservedCharacters: 0,
    uncertainCharacters: 0,
    reservedMicroUsd: 0,
    uncertainMicroUsd: 0,
  });
  stop();
  const charged = chargeFor(updates);
  const perSecond = new Map<number, number>();
  for (const { units, atMs } of charged) {
    const second = Math.floor((atMs - startMs) / 1_000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + units);
  }
  const units = charged.reduce((sum, charge) => sum + charge.units, 0);
  return { unitsPerArticle: units / articles, mostInOneSecond: Math.max(...perSecond.values()) };
}

test.each([
  ['characters', { maxCharacters: 1e9 }, '2026-03', '2026-04'],
  ['characters and one of money', { maxCharacters: 1e9, maxMicroUsd: 1e9 }, '2026-06', '2026-07'],
] as const)(
  'under a budget of %s, 50 articles a second cost at most 4 write units each, and a further call 2',
  async (_, budgets, month, another) => {
    // Accounts that are open: 25 with one call each, 75 with three.
    const one = await simulate(month, 1, budgets);
    const three = await simulate(another, 3, budgets);
    expect(one.unitsPerArticle).toBeLessThanOrEqual(MOST_FOR_ONE_CALL);
    expect(three.unitsPerArticle).toBeLessThanOrEqual(MOST_FOR_ONE_CALL + 2 * MOST_FOR_A_FURTHER_CALL);
    // A partition takes 1,000 write units a second.
    expect(three.mostInOneSecond).toBeLessThan(1_000);
  },
  120_000,
);

test('whatever has expired, a change takes two updates at most, and what was sent is uncertain', async () => {
  const month = '2026-05';
  const clock = createManualClock(Date.parse(`${month}-10T08:00:00Z`));
  const { usage, updates, stop } = connect(clock);
  // More than one change ends.
  for (let index = 0; index < 120; index += 1) {
    await made(open(usage, month), { reserve: inCharacters(10), send: inCharacters(index % 2 === 0 ? 4 : 0) });
  }
  clock.advance(HOUR_MS - 1_000);
  const settlers = Array.from({ length: 8 }, () => open(usage, month));
  for (const account of settlers) await made(account, { reserve: inCharacters(5), send: inCharacters(5) });
  clock.advance(1_000);
  const before = updates.length;
  const closing = { answered: inCharacters(5), spent: { billedCharacters: 5 }, close: true };
  await Promise.all(settlers.map((account) => made(account, closing)));
  expect(updates.length - before).toBeLessThanOrEqual(2 * settlers.length);
  expect(await usage.read(month, 'total')).toMatchObject({
    billedCharacters: 40,
    uncertainCharacters: 240,
    reservedCharacters: 0,
  });
  stop();
});
