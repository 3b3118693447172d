import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createDynamodbStores } from '../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { buildRecord, buildResult } from '../support/dynamodb/build-article.ts';
import { startTestTable } from '../support/dynamodb/start-test-table.ts';
import { type Bench, type BenchReport, medianMs, milliseconds, ratio } from './report.ts';

const SIZES = [10, 100, 1_000, 10_000];
const PIPELINE_VERSION = 'bench';
const LEASE_MS = 60_000;

/** What a read costs while the table grows, to what it cost with ten articles in it. */
export const benchGrowth: Bench = async () => {
  const table = await startTestTable();
  const clock = createSystemClock();
  const { client, tableName } = table;
  const { articles, leases } = createDynamodbStores({ client, tableName, clock, random: Math.random });
  let calls = 0;
  client.middlewareStack.add(
    (next) => (request) => {
      calls += 1;
      return next(request);
    },
    { step: 'initialize' },
  );
  const add = async (id: string): Promise<void> => {
    const key = { id, target: 'en', pipelineVersion: PIPELINE_VERSION };
    const nowMs = clock.nowMs();
    const lease = await leases.acquire(key, `owner-${id}`, nowMs, LEASE_MS);
    if (!lease) throw new Error('the benchmark has the table to itself');
    const record = buildRecord(nowMs, { id, status: 'completed', targets: ['en'] });
    await articles.completeResult(buildResult(key, nowMs), () => ({ record }), lease);
  };
  const operations = {
    'read a result': () => articles.getResult({ id: 'a1', target: 'en', pipelineVersion: PIPELINE_VERSION }),
    'list twenty': () => articles.listArticles({ limit: 20 }),
  };
  try {
    const report: BenchReport = [];
    const first: Record<string, number> = {};
    let count = 0;
    for (const size of SIZES) {
      while (count < size) {
        const batch = Array.from({ length: Math.min(20, size - count) }, (_, index) => `a${count + index}`);
        await Promise.all(batch.map(add));
        count += batch.length;
      }
      for (const [name, operation] of Object.entries(operations)) {
        calls = 0;
        await operation();
        const reads = calls;
        const took = await medianMs(operation, 21);
        first[name] ??= took;
        const what = `${name} among ${size}, to among ${SIZES[0]}`;
        report.push({ what, value: ratio(took / first[name]), baseline: `${milliseconds(took)}, ${reads} reads` });
      }
    }
    return report;
  } finally {
    await table.stop();
  }
};
