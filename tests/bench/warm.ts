import { createLambdaHandler, readLambdaInvocation } from '../../functions/http/lambda-adapter.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createDynamodbClient } from '../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { createTableIfMissing } from '../../shared/adapters/store-dynamodb/table-definition.ts';
import { createNoMetrics } from '../../shared/adapters/telemetry/metrics-none.ts';
import { createNoTracer } from '../../shared/adapters/telemetry/tracer-none.ts';
import { ARTICLE, startApp } from '../functions/http/start-app.ts';
import { LOCAL_CLIENT } from '../support/dynamodb/start-test-table.ts';
import { gatewayEvent, lambdaContext } from '../support/gateway-event.ts';
import { startScriptProcess } from '../system/server-process.ts';
import { atMost, type Bench, type BenchReport, milliseconds, quantile, timeMs } from './report.ts';
import { measureThroughput } from './warm/throughput.ts';
import { type TableWatch, watchTable } from './warm/watch-table.ts';

const TABLE = 'depeche';
const WARM_UP_REQUESTS = 200;
const REQUESTS = 2_000;
/** What a hit may take beside the table's own time. */
const MAX_OWN_MS = 3;

/** Cache hits: their latency through the Lambda adapter, beside the table's own time in the same requests, and throughput. */
export const benchWarm: Bench = async () => [...(await measureLatency()), ...(await measureThroughput())];

type Invoke = (method: string, path: string, body?: object) => Promise<void>;

async function measureLatency(): Promise<BenchReport> {
  const table = await startScriptProcess(['tests/bench/warm/serve-table.ts']);
  const client = createDynamodbClient({ ...LOCAL_CLIENT, endpoint: table.url });
  try {
    await createTableIfMissing(client, TABLE);
    const clock = createSystemClock();
    const watch = watchTable(client);
    const stores = createDynamodbStores({ client, tableName: TABLE, clock, random: Math.random });
    const { articles: store, leases, segments: memory, usage: ledger } = stores;
    const { app } = await startApp({
      overrides: { clock, store, leases, memory, ledger },
      http: { readInvocation: readLambdaInvocation(clock) },
    });
    const handle = createLambdaHandler({ app, tracer: createNoTracer(), metrics: createNoMetrics() });
    const invoke: Invoke = async (method, path, body) => {
      const content = body === undefined ? {} : { body: JSON.stringify(body), headers: JSON_CONTENT };
      const { statusCode } = await handle(gatewayEvent(method, path, content) as never, lambdaContext());
      if (statusCode !== 200) throw new Error(`${method} ${path} was answered with ${statusCode}.`);
    };
    const article = { ...ARTICLE, id: 'warm' };
    await invoke('POST', '/v1/articles', article);
    return [
      ...(await describe('GET health (no table)', watch, () => invoke('GET', '/v1/health'))),
      ...(await describe('GET a stored article', watch, () => invoke('GET', '/v1/articles/warm'))),
      ...(await describe('POST an article that is stored', watch, () => invoke('POST', '/v1/articles', article))),
    ];
  } finally {
    client.destroy();
    await table.stop('SIGTERM');
  }
}

const JSON_CONTENT = { 'content-type': 'application/json' };

/** One request after the other, and the time in which calls to the table were under way. */
async function describe(what: string, watch: TableWatch, request: () => Promise<void>): Promise<BenchReport> {
  for (let turn = 0; turn < WARM_UP_REQUESTS; turn += 1) await request();
  const wholes: number[] = [];
  const tables: number[] = [];
  let calls = 0;
  for (let turn = 0; turn < REQUESTS; turn += 1) {
    watch.read();
    wholes.push(await timeMs(request));
    const inTable = watch.read();
    tables.push(inTable.busyMs);
    calls = inTable.calls;
  }
  return [0.5, 0.99].map((share) => {
    const wholeMs = quantile(wholes, share);
    const tableMs = quantile(tables, share);
    return {
      what: `${what}, p${share * 100} over the table's own`,
      value: milliseconds(wholeMs - tableMs),
      baseline: `${milliseconds(wholeMs)}, of which ${milliseconds(tableMs)} in ${calls} calls to the table`,
      bar: atMost(wholeMs - tableMs, MAX_OWN_MS, milliseconds),
    };
  });
}
