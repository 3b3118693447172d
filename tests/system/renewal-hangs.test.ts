import { afterEach, expect, test } from 'vitest';
import { type ContainerOverrides, createContainer } from '../../functions/wiring/create-container.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createStreamLogger } from '../../shared/adapters/telemetry/logger-stream.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import { context } from '../app/support/setup.ts';
import { startFaultyDynamodb } from '../support/dynamodb/start-faulty-dynamodb.ts';
import { LOCAL_CLIENT, startTestTable } from '../support/dynamodb/start-test-table.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { toInput } from './start-service.ts';
import { writeArticle } from './write-article.ts';

/** Longer than any test: whoever waited for what hangs would never be done. */
const FOR_EVER_MS = 600_000;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test('a renewal that hangs holds no answer back, which is kept, and found by another machine', async () => {
  const table = await startTestTable();
  let tellHanging = () => {};
  const hanging = new Promise<void>((resolve) => {
    tellHanging = resolve;
  });
  let isTranslating = false;
  // Nothing but the lease is written while the engine is at work.
  const front = await startFaultyDynamodb(table.endpoint, (operation) => {
    if (!isTranslating || operation !== 'UpdateItem') return 'none';
    isTranslating = false;
    tellHanging();
    return 'hang';
  });
  closing.push(table.stop, front.stop);
  const translator = createMemoryTranslator({
    beforeCall: async () => {
      isTranslating = front.vainAttempts === 0;
      await hanging;
    },
  });
  const config = loadCliConfig({ DEPECHE_TABLE: table.tableName, DEPECHE_LEASE_SECONDS: '5' });
  const start = async (dynamodb: NonNullable<ContainerOverrides['dynamodb']>) => {
    const logger = createStreamLogger({ write: () => {}, level: 'error', clock: createSystemClock() });
    const container = await createContainer(config, { translator, logger, dynamodb });
    closing.push(container.close);
    return container.useCases;
  };
  const article = toInput(writeArticle(3, 5), { id: 'phare' });
  const here = await start({ ...LOCAL_CLIENT, endpoint: front.endpoint, callTimeoutMs: FOR_EVER_MS });
  const result = await here.processArticle(article, context());
  expect(front.vainAttempts).toBe(1);
  expect(result).toMatchObject({ cached: false, warnings: [] });
  const there = await start({ ...LOCAL_CLIENT, endpoint: table.endpoint });
  expect(await there.processArticle(article, context())).toMatchObject({ cached: true, createdAt: result.createdAt });
  expect((await there.getSource('phare')).text).toBe(article.text);
});
