import pMap from 'p-map';
import { expect, inject, test } from 'vitest';
import { createContainer } from '../../functions/wiring/create-container.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createStreamLogger } from '../../shared/adapters/telemetry/logger-stream.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import { type Fault, startFaultyDynamodb } from '../support/dynamodb/start-faulty-dynamodb.ts';
import { LOCAL_CLIENT, startTestTable } from '../support/dynamodb/start-test-table.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { toInput } from './start-service.ts';
import { writeArticle } from './write-article.ts';

const CONTEXT = { correlationId: 'test' };
const CALL_TIMEOUT_MS = 300;
const CONCURRENT_OUTAGES = 4;
/** Of the requests of an article, at which of them the outage begins; in `npm run test:endurance` at each. */
const STEP = inject('fuzzFactor') > 1 ? 1 : 4;

/** Usage after an outage that began with one request of an article and was over for the articles after it. */
async function countAfterOutage(from: number, fault: Fault) {
  const table = await startTestTable();
  let isOver = false;
  const front = await startFaultyDynamodb(table.endpoint, () =>
    !isOver && front.operations.length > from ? fault : 'none',
  );
  const translator = createMemoryTranslator({ chunkSize: 2 });
  const container = await createContainer(loadCliConfig({ DEPECHE_TABLE: table.tableName }), {
    translator,
    logger: createStreamLogger({ write: () => {}, level: 'error', clock: createSystemClock() }),
    dynamodb: { ...LOCAL_CLIENT, endpoint: front.endpoint, callTimeoutMs: CALL_TIMEOUT_MS },
  });
  const { processArticle, readUsage } = container.useCases;
  await processArticle(toInput(writeArticle(1, 6)), CONTEXT);
  const requests = front.operations.length;
  isOver = true;
  let usage = await readUsage({}).catch(() => undefined);
  // The first of them may still find a table that was taken to hang.
  for (let seed = 2; seed < 12 && usage?.billedCharacters !== translator.stats.billedCharacters; seed += 1) {
    await processArticle(toInput(writeArticle(seed, 2)), CONTEXT);
    usage = await readUsage({});
  }
  await container.close();
  await Promise.all([front.stop(), table.stop()]);
  return { requests, usage, billedCharacters: translator.stats.billedCharacters };
}

test.each<[string, Fault]>([
  ['hangs', 'hang'],
  ['loses answers', 'lose-answer'],
])('from whichever request on a table %s, the bill is counted once it answers, and once', async (_, fault) => {
  const { requests } = await countAfterOutage(Number.POSITIVE_INFINITY, fault);
  const starts = Array.from({ length: Math.ceil(requests / STEP) }, (_, at) => at * STEP);
  const outcomes = await pMap(starts, (from) => countAfterOutage(from, fault), { concurrency: CONCURRENT_OUTAGES });
  for (const { usage, billedCharacters } of outcomes) {
    expect(usage).toMatchObject({ billedCharacters, uncertainCharacters: 0, reservedCharacters: 0 });
  }
});
