import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Container, createContainer } from '../../functions/wiring/create-container.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createStreamLogger } from '../../shared/adapters/telemetry/logger-stream.ts';
import { createAmazonTranslator } from '../../shared/adapters/translator-amazon/create-amazon-translator.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import {
  type AmazonTranslateStandIn,
  startAmazonTranslateStandIn,
} from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { LOCAL_CLIENT, startTestTable, type TestTable } from '../support/dynamodb/start-test-table.ts';
import { toInput } from './start-service.ts';
import { writeArticle } from './write-article.ts';

const ARTICLE = toInput(writeArticle(5, 10), { id: 'lost-lines' });

let table: TestTable;
let engine: AmazonTranslateStandIn;
let container: Container | undefined;
beforeEach(async () => {
  [table, engine] = await Promise.all([startTestTable(), startAmazonTranslateStandIn()]);
});
afterEach(async () => {
  await container?.close();
  await Promise.all([table.stop(), engine.close()]);
});

/** The service under this budget, whose engine loses the line breaks of its first answer. */
async function start(budget: number): Promise<Container> {
  const clock = createSystemClock();
  const translator = createAmazonTranslator({
    usdPerMillionCharacters: 15,
    maxConcurrentRequests: 8,
    clock,
    sdk: { ...LOCAL_CLIENT, endpoint: engine.endpoint },
  });
  const config = { DEPECHE_TABLE: table.tableName, DEPECHE_MONTHLY_CHARACTER_BUDGET: String(budget) };
  container = await createContainer(loadCliConfig(config), {
    translator,
    logger: createStreamLogger({ write: () => {}, level: 'error', clock }),
    dynamodb: { ...LOCAL_CLIENT, endpoint: table.endpoint, callTimeoutMs: 15_000 },
  });
  engine.set({ nextFaults: ['lost-lines'] });
  return container;
}

const process = ({ useCases }: Container) => useCases.processArticle(ARTICLE, { correlationId: 'lost-lines' });

/** What the article costs when all of its lines come back at once. */
async function priceOfArticle(): Promise<number> {
  const service = await start(1_000_000);
  engine.set({ nextFaults: [] });
  await process(service);
  const { billedCharacters } = engine.counts();
  await service.close();
  await table.stop();
  table = await startTestTable();
  engine.reset();
  return billedCharacters;
}

test('lines that are asked for one by one spend no more than the budget has left, and are counted', async () => {
  const price = await priceOfArticle();
  const budget = Math.floor(1.5 * price);
  const service = await start(budget);
  await expect(process(service)).rejects.toMatchObject({ code: 'budget-exhausted' });
  const { billedCharacters } = engine.counts();
  expect(billedCharacters).toBeGreaterThanOrEqual(price);
  expect(billedCharacters).toBeLessThanOrEqual(budget);
  expect((await service.useCases.readUsage({})).billedCharacters).toBe(billedCharacters);
});

test('with room for them the article is done, and usage is the bill', async () => {
  const price = await priceOfArticle();
  const service = await start(3 * price);
  expect(await process(service)).toMatchObject({ status: 'completed' });
  const { billedCharacters } = engine.counts();
  expect(billedCharacters).toBeGreaterThan(price);
  expect((await service.useCases.readUsage({})).billedCharacters).toBe(billedCharacters);
});
