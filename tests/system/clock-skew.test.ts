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
import { waitUntil } from './read-service.ts';
import { toInput } from './start-service.ts';
import { writeArticle } from './write-article.ts';

let table: TestTable;
let engine: AmazonTranslateStandIn;
const workers: Container[] = [];

beforeEach(async () => {
  [table, engine] = await Promise.all([startTestTable(), startAmazonTranslateStandIn()]);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.close()));
  await Promise.all([table.stop(), engine.close()]);
});

/** A worker on the common table whose wall clock is off by so much; time passes for it as for everybody. */
async function startWorker(offMs: number): Promise<Container> {
  const system = createSystemClock();
  const clock = { ...system, nowMs: () => system.nowMs() + offMs };
  const patience = { connectionTimeoutMs: 15_000, callTimeoutMs: 15_000 };
  const worker = await createContainer(loadCliConfig({ DEPECHE_TABLE: table.tableName }), {
    clock,
    translator: createAmazonTranslator({
      usdPerMillionCharacters: 15,
      maxConcurrentRequests: 1,
      clock,
      sdk: { ...LOCAL_CLIENT, endpoint: engine.endpoint },
    }),
    logger: createStreamLogger({ write: () => {}, level: 'error', clock }),
    dynamodb: { ...LOCAL_CLIENT, endpoint: table.endpoint, ...patience },
  });
  workers.push(worker);
  return worker;
}

/** Five calls of the engine, one after another: the second worker comes while the first is at work. */
const SENTENCES = 400;

test.each([
  ['behind', -60_000],
  ['ahead of', 60_000],
])('each sentence is billed once by two workers, the second a minute %s the first', async (_, offMs) => {
  engine.set({ latencyMs: 300 });
  const [first, second] = await Promise.all([startWorker(0), startWorker(offMs)]);
  const context = { correlationId: 'test' };
  const article = toInput(writeArticle(7, SENTENCES), { id: 'same' });
  const early = first.useCases.processArticle(article, context);
  await waitUntil(async () => engine.counts().calls > 0);
  const [one, two, overlapping] = await Promise.all([
    early,
    second.useCases.processArticle(article, context),
    second.useCases.processArticle(toInput(writeArticle(7, SENTENCES), { id: 'other' }), context),
  ]);
  expect(Math.max(...Object.values(engine.counts().billedLines))).toBe(1);
  expect(engine.counts().billedCharacters).toBe(one.usage.characters);
  expect(two).toEqual({ ...one, cached: two.cached, usage: two.usage });
  expect(overlapping.sentences).toEqual(one.sentences);
  expect((await first.useCases.readUsage({})).billedCharacters).toBe(one.usage.characters);
});
