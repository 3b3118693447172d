import { createContainer } from '../../functions/wiring/create-container.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createStreamLogger } from '../../shared/adapters/telemetry/logger-stream.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import { startFaultyDynamodb } from '../support/dynamodb/start-faulty-dynamodb.ts';
import { startTestTable } from '../support/dynamodb/start-test-table.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { toInput } from '../system/start-service.ts';
import { writeArticle } from '../system/write-article.ts';
import { atMost, type Bench, milliseconds } from './report.ts';

const SENTENCES = 30;
/** What the engine takes for the article. */
const ENGINE_MS = 1_500;
/** The bar: so much of the engine's time, and so much more. */
const MAX_RATIO = 1.3;
const MAX_MORE_MS = 3_000;

/** From which request of the article on the table accepts and never answers. The claims are the 6th to the 36th. */
const POINTS: readonly (readonly [what: string, answers: number])[] = [
  ['from the start', 0],
  ['once the lease is held', 2],
  ['from the first claim on', 5],
  ['among the claims', 15],
  ['from the count of usage on', 36],
  ['from what is remembered on', 37],
  ['from the completion on', 41],
];

async function measure(answers: number): Promise<{ tookMs: number; attempts: number }> {
  const clock = createSystemClock();
  const table = await startTestTable();
  let left = answers;
  const front = await startFaultyDynamodb(table.endpoint, () => {
    left -= 1;
    return left < 0 ? 'hang' : 'none';
  });
  const container = await createContainer(loadCliConfig({ DEPECHE_TABLE: table.tableName }), {
    translator: createMemoryTranslator({ chunkSize: SENTENCES + 1, beforeCall: () => clock.sleep(ENGINE_MS) }),
    logger: createStreamLogger({ write: () => {}, level: 'error', clock }),
    dynamodb: {
      endpoint: front.endpoint,
      region: 'local',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    },
  });
  const startedMs = performance.now();
  await container.useCases.processArticle(toInput(writeArticle(9, SENTENCES)), { correlationId: 'bench' });
  const tookMs = performance.now() - startedMs;
  await container.close();
  await front.stop();
  await table.stop();
  return { tookMs, attempts: front.vainAttempts };
}

/** How long an article takes whose table hangs, against an engine that takes as long by itself. */
export const benchHangingTable: Bench = async () => {
  // What is loaded at its first use is there then.
  await measure(Number.POSITIVE_INFINITY);
  const report = [];
  for (const [what, answers] of POINTS) {
    const { tookMs, attempts } = await measure(answers);
    report.push({
      what: `article of ${SENTENCES} sentences, the table hangs ${what}`,
      value: `${milliseconds(tookMs)}, ${attempts} attempts in vain`,
      baseline: `engine ${milliseconds(ENGINE_MS)}`,
      bar: atMost(tookMs, MAX_RATIO * ENGINE_MS + MAX_MORE_MS, milliseconds),
    });
  }
  return report;
};
