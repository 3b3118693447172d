import { expect, type TestContext, test } from 'vitest';
import { createContainer } from '../../functions/wiring/create-container.ts';
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

/** A busy machine may starve table and engine alike; the time-outs have tests of their own. */
const PATIENCE = { connectionTimeoutMs: 60_000, callTimeoutMs: 60_000 };

/** A worker looks again after less than this for what others are at; its signs of life are further apart. */
const LONGEST_LOOK_MS = 5_000;

/** A table and an engine in common, which end with the test and the workers on them. */
async function openWorld({ onTestFinished }: TestContext) {
  const [table, engine] = await Promise.all([startTestTable(), startAmazonTranslateStandIn()]);
  onTestFinished(async () => void (await Promise.all([table.stop(), engine.close()])));
  const start = async (offMs: number) => {
    const { close, ...worker } = await startWorker(offMs, { table, engine });
    onTestFinished(close);
    return worker;
  };
  return { engine, start };
}

interface Common {
  table: TestTable;
  engine: AmazonTranslateStandIn;
}

/**
 * A worker on what is common whose wall clock is off by so much; time passes for it as for everybody. `looks` tells how
 * often its articles have waited for what another is at.
 */
async function startWorker(offMs: number, { table, engine }: Common) {
  const system = createSystemClock();
  let looks = 0;
  const sleep: typeof system.sleep = (ms, signal) => {
    if (ms > 0 && ms < LONGEST_LOOK_MS) looks += 1;
    return system.sleep(ms, signal);
  };
  const clock = { ...system, sleep, nowMs: () => system.nowMs() + offMs };
  const worker = await createContainer(loadCliConfig({ DEPECHE_TABLE: table.tableName }), {
    clock,
    translator: createAmazonTranslator({
      usdPerMillionCharacters: 15,
      maxConcurrentRequests: 1,
      clock,
      sdk: { ...LOCAL_CLIENT, endpoint: engine.endpoint },
      ...PATIENCE,
    }),
    logger: createStreamLogger({ write: () => {}, level: 'error', clock }),
    dynamodb: { ...LOCAL_CLIENT, endpoint: table.endpoint, ...PATIENCE },
  });
  return { ...worker.useCases, looks: () => looks, close: worker.close };
}

/** Of two articles: whoever takes over at a second look is found out. */
const LOOKS = 8;

/** Two calls of the engine, one after another. */
const SENTENCES = 110;

const CONTEXT = { correlationId: 'test' };

test.concurrent.for([
  ['behind', -60_000],
  ['ahead of', 60_000],
] as const)(
  'each sentence is billed once by two workers, the second a minute %s the first',
  async ([, offMs], context) => {
    const { engine, start } = await openWorld(context);
    const [first, second] = await Promise.all([start(0), start(offMs)]);
    const article = toInput(writeArticle(7, SENTENCES), { id: 'same' });

    // The first is kept at its call until the second has looked at it again and again, or calls the engine as it must not.
    engine.hold(true);
    const early = first.processArticle(article, CONTEXT);
    await waitUntil(async () => engine.counts().calls > 0);
    const late = Promise.all([
      second.processArticle(article, CONTEXT),
      second.processArticle(toInput(writeArticle(7, SENTENCES), { id: 'other' }), CONTEXT),
    ]);
    await waitUntil(async () => second.looks() >= LOOKS || engine.counts().calls > 1);
    engine.hold(false);

    const [one, [two, overlapping]] = await Promise.all([early, late]);
    expect(engine.counts().calls).toBeGreaterThan(1);
    expect(Math.max(...Object.values(engine.counts().billedLines))).toBe(1);
    expect(engine.counts().billedCharacters).toBe(one.usage.characters);
    expect(two).toEqual({ ...one, cached: two.cached, usage: two.usage });
    expect(overlapping.sentences).toEqual(one.sentences);
    expect((await first.readUsage({})).billedCharacters).toBe(one.usage.characters);
  },
);
