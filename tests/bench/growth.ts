import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createDynamodbStores } from '../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { buildRecord, buildResult } from '../support/dynamodb/build-article.ts';
import { startTestTable } from '../support/dynamodb/start-test-table.ts';
import { takeLease } from '../support/take-lease.ts';
import { atMost, type Bench, type BenchReport, medianMs, milliseconds, ratio } from './report.ts';
import { watchTable } from './warm/watch-table.ts';

const SIZES = [10, 100, 1_000, 10_000];
const PIPELINE_VERSION = 'bench';
const WARM_UP_RUNS = 500;
const RUNS = 41;
/** Articles and remembered sentences that are added at a time. */
const BATCH = 20;
const SENTENCES_PER_ARTICLE = 5;
/** What an operation may take and read among all articles, to among ten. Reads may not grow at all. */
const MAX_LATENCY_GROWTH = 1.5;
const MAX_READ_GROWTH = 1;

/** What an operation costs while the table grows, to what it cost with ten articles in it. */
export const benchGrowth: Bench = async () => {
  const table = await startTestTable();
  const clock = createSystemClock();
  const { client, tableName } = table;
  const watch = watchTable(client);
  const stores = createDynamodbStores({ client, tableName, clock, random: Math.random });
  const { articles, leases, segments, usage } = stores;
  const keyOf = (id: string) => ({ id, target: 'en', pipelineVersion: PIPELINE_VERSION });
  const sentencesOf = (id: string) =>
    Array.from({ length: SENTENCES_PER_ARTICLE }, (_, at) => ({ key: `${id}-${at}`, translation: 'A sentence.' }));

  const complete = async (id: string): Promise<void> => {
    const nowMs = clock.nowMs();
    const lease = await takeLease(leases, keyOf(id), `owner-${nowMs}-${Math.random()}`, { nowMs });
    const record = buildRecord(nowMs, { id, status: 'completed', targets: ['en'] });
    await articles.completeResult(buildResult(keyOf(id), nowMs), () => ({ record }), lease);
  };
  const operations: Record<string, () => Promise<unknown>> = {
    'read an article with its result': () => articles.getArticleWithResult({ id: 'a1', target: 'en' }, () => true),
    'list ten': () => articles.listArticles({ limit: 10 }),
    'recall five sentences': () => segments.recall(sentencesOf('a1').map(({ key }) => key)),
    'complete an article again': () => complete('a1'),
    'read the usage': () => usage.read('2026-11', 'total'),
  };

  try {
    const report: BenchReport = [];
    const first = new Map<string, { ms: number; calls: number }>();
    let count = 0;
    for (const size of SIZES) {
      for (; count < size; count += BATCH) {
        const ids = Array.from({ length: Math.min(BATCH, size - count) }, (_, index) => `a${count + index}`);
        await Promise.all([...ids.map(complete), segments.remember(ids.flatMap(sentencesOf))]);
      }
      for (const [name, operation] of Object.entries(operations)) {
        // Or the ten articles would be the slowest, as the first that are read.
        if (!first.has(name)) await medianMs(operation, WARM_UP_RUNS);
        watch.read();
        await operation();
        const { calls } = watch.read();
        const ms = await medianMs(operation, RUNS);
        const before = first.get(name) ?? { ms, calls };
        first.set(name, before);
        if (size === SIZES[0]) continue;
        report.push({
          what: `${name} among ${size}`,
          value: ratio(ms / before.ms),
          baseline: `${milliseconds(ms)} to ${milliseconds(before.ms)} among ${SIZES[0]}`,
          bar: atMost(ms / before.ms, MAX_LATENCY_GROWTH),
        });
        if (size !== SIZES.at(-1)) continue;
        report.push({
          what: `${name} among ${size}, calls to the table`,
          value: ratio(calls / before.calls),
          baseline: `${calls} to ${before.calls}`,
          bar: atMost(calls / before.calls, MAX_READ_GROWTH),
        });
      }
    }
    return report;
  } finally {
    await table.stop();
  }
};
