import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { articlePartition } from '../../../shared/adapters/store-dynamodb/keys.ts';
import { ARTICLE } from '../../functions/http/start-app.ts';
import { type ServerProcess, startScriptProcess, startServerProcess } from '../../system/server-process.ts';
import { type BenchReport, median, milliseconds, ratio } from '../report.ts';

const run = promisify(execFile);

const ROUNDS = 3;
const CONNECTIONS = 10;
const SECONDS = 5;
const TABLE = 'depeche';

const loadSchema = z.object({
  requests: z.object({ average: z.number() }),
  latency: z.object({ p50: z.number(), p99: z.number() }),
  non2xx: z.number(),
  errors: z.number(),
});

type Load = z.infer<typeof loadSchema>;

/**
 * Hits a second of the local server, as `npm start` runs it, beside a bare route that reads the same items of the same
 * table. Each in its own process with its table, taking turns; autocannon is a process too, so three share the cores.
 */
export async function measureThroughput(): Promise<BenchReport> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'depeche-warm-'));
  const startService = () => startServerProcess({ DEPECHE_DATA_DIR: dataDirectory, DEPECHE_TABLE: TABLE });
  const startBare = () =>
    startScriptProcess([
      'tests/bench/warm/bare-route.ts',
      join(dataDirectory, 'table'),
      TABLE,
      articlePartition('warm'),
    ]);
  try {
    await withServer(startService, async ({ url }) => {
      const body = JSON.stringify({ ...ARTICLE, id: 'warm' });
      const headers = { 'content-type': 'application/json' };
      const { status } = await fetch(`${url}/v1/articles`, { method: 'POST', headers, body });
      if (status !== 200) throw new Error(`The article was answered with ${status}.`);
    });
    const service: Load[] = [];
    const bare: Load[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await withServer(startService, async ({ url }) => service.push(await load(`${url}/v1/articles/warm`)));
      await withServer(startBare, async ({ url }) => bare.push(await load(url)));
    }
    const speed = (loads: readonly Load[]) => median(loads.map(({ requests }) => requests.average));
    const describe = (what: string, loads: readonly Load[]) => ({
      what: `${what}, hits a second`,
      value: speed(loads).toFixed(0),
      baseline: `p50 ${milliseconds(median(loads.map(({ latency }) => latency.p50)))}, p99 ${milliseconds(
        median(loads.map(({ latency }) => latency.p99)),
      )}, ${CONNECTIONS} connections`,
    });
    return [
      describe('local server', service),
      describe('bare Hono route', bare),
      { what: 'local server to the bare route', value: ratio(speed(service) / speed(bare)) },
    ];
  } finally {
    await rm(dataDirectory, { recursive: true });
  }
}

async function withServer(start: () => Promise<ServerProcess>, work: (server: ServerProcess) => Promise<unknown>) {
  const server = await start();
  try {
    await work(server);
  } finally {
    await server.stop('SIGTERM');
  }
}

async function load(url: string): Promise<Load> {
  const autocannon = createRequire(import.meta.url).resolve('autocannon');
  const options = ['--json', '--no-progress', '--warmup', `[ -c ${CONNECTIONS} -d 2 ]`];
  const args = [autocannon, ...options, '-c', String(CONNECTIONS), '-d', String(SECONDS), url];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 16 * 1024 * 1024 });
  // One line of the warm-up, one of what counts.
  const result = loadSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  if (result.non2xx + result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests failed.`);
  return result;
}
