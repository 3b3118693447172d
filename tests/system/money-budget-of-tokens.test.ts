import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Container, createContainer } from '../../functions/wiring/create-container.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createStreamLogger } from '../../shared/adapters/logger-stream.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import { startOnBedrock } from '../adapters/translator-llm/start-translator.ts';
import { LOCAL_CLIENT, startTestTable, type TestTable } from '../support/dynamodb/start-test-table.ts';
import { toInput } from './start-service.ts';
import { writeArticle } from './write-article.ts';

const REQUESTS = 50;
const SENTENCES = 10;
/** A token read and one written, in micro-USD. */
const PRICES = { input: 3, output: 15 };

let table: TestTable;
let engine: Awaited<ReturnType<typeof startOnBedrock>>;
let machines: Container[];
beforeEach(async () => {
  [table, engine] = await Promise.all([startTestTable(), startOnBedrock({ prices: PRICES })]);
  machines = [];
});
afterEach(async () => {
  await Promise.all(machines.map((machine) => machine.close()));
  await Promise.all([table.stop(), engine.close()]);
});

/** A machine whose engine is a language model behind Converse; all of them share the table. */
const start = async (budgetMicroUsd: number): Promise<Container> => {
  const clock = createSystemClock();
  const config = { DEPECHE_TABLE: table.tableName, DEPECHE_MONTHLY_BUDGET_USD: String(budgetMicroUsd / 1e6) };
  const machine = await createContainer(loadCliConfig(config), {
    translator: engine.translator,
    logger: createStreamLogger({ write: () => {}, level: 'error', clock }),
    dynamodb: { ...LOCAL_CLIENT, endpoint: table.endpoint, callTimeoutMs: 15_000 },
  });
  machines.push(machine);
  return machine;
};

const process = ({ useCases }: Container, seed: number): Promise<string> =>
  useCases
    .processArticle(toInput(writeArticle(seed, SENTENCES), { id: `article-${seed}` }), { correlationId: 'm' })
    .then(
      ({ status }) => status,
      ({ code }: { code: string }) => code,
    );

const billMicroUsd = () => engine.standIn.tokens.input * PRICES.input + engine.standIn.tokens.output * PRICES.output;

test(`${REQUESTS} requests at once on two machines never cost more in tokens than the budget of money`, {
  timeout: 120_000,
}, async () => {
  const { title, text } = writeArticle(0, SENTENCES);
  const most = engine.translator.mostTokens?.([title, ...text.split(/(?<=\.)\s+/)]) ?? {
    inputTokens: 0,
    outputTokens: 0,
  };
  const budget = 5 * (most.inputTokens * PRICES.input + most.outputTokens * PRICES.output);
  const both = await Promise.all([start(budget), start(budget)]);
  const outcomes = await Promise.all(
    Array.from({ length: REQUESTS }, (_, seed) => process(both[seed % 2] as Container, seed)),
  );
  const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
  expect(count('completed')).toBeGreaterThan(2);
  expect(count('budget-exhausted')).toBeGreaterThan(2);
  expect(count('completed') + count('budget-exhausted')).toBe(REQUESTS);
  expect(billMicroUsd()).toBeLessThanOrEqual(budget);

  const usage = await (both[0] as Container).useCases.readUsage({});
  expect(usage).toMatchObject({
    inputTokens: engine.standIn.tokens.input,
    outputTokens: engine.standIn.tokens.output,
    uncertainCostUsd: 0,
    reservedCharacters: 0,
  });
  expect(Math.round(usage.estimatedCostUsd * 1e6)).toBe(billMicroUsd());
  expect(Math.round((usage.moneyBudget?.leftUsd ?? 0) * 1e6)).toBe(budget - billMicroUsd());
});
