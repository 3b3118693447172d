import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import type { ArticleResult } from '../../shared/core/result.ts';
import type { ArticleRecord } from '../../shared/ports/stores/article-store.ts';
import { createSeededRandom } from '../support/amazon-translate-stand-in/fault-plan.ts';
import { createLoadClient, judge, type LoadClient } from './load-client.ts';
import { type FaultyBackends, startFaultyBackends } from './load-faults.ts';
import { createTraffic, type Traffic } from './load-traffic.ts';
import type { Footprint } from './measured-server.ts';
import { listAll, readAnnounced, readResult, waitUntil } from './read-service.ts';
import { type MeasuredServerProcess, startMeasuredServerProcess } from './server-process.ts';

export interface LoadPlan {
  /** Until the first footprint: what is loaded or compiled at its first use is there by then. */
  warmUpSeconds: number;
  seconds: number;
  /** Each of which asks again as soon as it has its answer. */
  clients: number;
  /** Requests under way when the server is told to stop. */
  inFlight: number;
  seed: number;
  /** Most that memory may grow between the footprints, as a share of the first. */
  maxHeapGrowth: number;
}

/** How the answers were. */
export interface Tally {
  requests: number;
  expected: number;
  /** Answered with 202 for lack of time. */
  promised: number;
  /** Callers that did not wait for their answer. */
  hungUp: number;
  /** Problems that a broken table or engine brings about, by code. */
  trouble: Record<string, number>;
  /** What no caller should ever see. */
  wrong: string[];
}

export interface LoadOutcome {
  tally: Tally;
  hits: ReturnType<FaultyBackends['hits']>;
  before: Footprint;
  after: Footprint;
  /** How the server ended that was told to, and how those were answered that it had under way. */
  ending: { exitCode: number | null; tookMs: number; tally: Tally; output: string };
  /** Ids that were answered with 200 or 202 and not deleted. */
  owed: string[];
  /** Of these after the restart. */
  results: ArticleResult[];
  listed: ArticleRecord[];
  announced: string[];
  /** From the restart until nothing was left to do. */
  recoveryMs: number;
  billedCharacters: number;
  /** Of these, what a sentence cost that had been paid for before; and of calls whose answer was never heard. */
  paidAgainCharacters: number;
  unheardCharacters: number;
}

/** Long enough for a signal to find calls of the engine under way. */
const SLOW_ENGINE_MS = 400;

const READERS = 8;

const GLOSSARY = 'fr,en\ntramway,streetcar\nconseil municipal,city council\n';

/** Keeps a server busy while its table and its engine fail now and then, stops it at work and starts it again. */
export async function runLoad(plan: LoadPlan): Promise<LoadOutcome> {
  const random = createSeededRandom(plan.seed);
  const data = await mkdtemp(join(tmpdir(), 'depeche-load-'));
  const glossary = join(data, 'glossary.csv');
  await writeFile(glossary, GLOSSARY);
  const backends = await startFaultyBackends(random);
  const env = { ...backends.env, DEPECHE_DATA_DIR: data, DEPECHE_GLOSSARY: glossary };
  const traffic = createTraffic(random);
  const accepted = join(data, 'accepted');
  let server = await startMeasuredServerProcess(env);
  try {
    backends.setFaults(true);
    await press(plan, createTally(), server.url, traffic, plan.warmUpSeconds);
    const before = await rest(server, backends, accepted);
    const tally = createTally();
    await press(plan, tally, server.url, traffic, plan.seconds);
    const after = await rest(server, backends, accepted);
    backends.setFaults(false);
    const ending = await stopAtWork(plan, server, backends, traffic);

    const restartedMs = Date.now();
    server = await startMeasuredServerProcess(env);
    await waitUntil(async () => (await readdir(accepted)).length === 0);
    const recoveryMs = Date.now() - restartedMs;
    const owed = traffic.owed();
    return {
      tally,
      hits: backends.hits(),
      before,
      after,
      ending,
      owed,
      results: await pMap(owed, (id) => readResult(server.url, id), { concurrency: READERS }),
      listed: await listAll(server.url),
      announced: await readAnnounced(data),
      recoveryMs,
      billedCharacters: backends.engine.counts().billedCharacters,
      unheardCharacters: backends.engine.counts().unheardCharacters,
      paidAgainCharacters: countPaidAgain(backends.engine.counts().billedLines),
    };
  } finally {
    await server.stop('SIGKILL');
    await backends.stop();
    await rm(data, { recursive: true, force: true });
  }
}

const createTally = (): Tally => ({ requests: 0, expected: 0, promised: 0, hungUp: 0, trouble: {}, wrong: [] });

/** Every client asks again as soon as it has its answer, for so long. */
async function press(plan: LoadPlan, tally: Tally, url: string, traffic: Traffic, seconds: number): Promise<void> {
  const client = createLoadClient(url);
  const untilMs = Date.now() + seconds * 1_000;
  const ask = async () => {
    while (Date.now() < untilMs) await askOnce(tally, client, traffic.next());
  };
  await Promise.all(Array.from({ length: plan.clients }, ask));
  client.close();
}

async function askOnce(tally: Tally, client: LoadClient, request: ReturnType<Traffic['next']>): Promise<void> {
  const { operation, call, expected, onExpected, onPromised } = request;
  tally.requests += 1;
  try {
    const answer = await client.send(call);
    if (answer === undefined) {
      tally.hungUp += 1;
      return;
    }
    const verdict = judge(answer, expected);
    if (verdict.kind === 'wrong') tally.wrong.push(`${operation}: ${verdict.why}`);
    if (verdict.kind === 'trouble') tally.trouble[verdict.code] = (tally.trouble[verdict.code] ?? 0) + 1;
    if (verdict.kind === 'promised') {
      if (!onPromised) tally.wrong.push(`${operation}: promised for later`);
      else tally.promised += 1;
      onPromised?.();
    }
    if (verdict.kind !== 'expected') return;
    tally.expected += 1;
    onExpected?.(answer);
  } catch (error) {
    tally.wrong.push(`${operation}: ${String(error)}`);
  }
}

/** What the server holds once it has done everything and its connections have gone. */
async function rest(server: MeasuredServerProcess, backends: FaultyBackends, accepted: string): Promise<Footprint> {
  await waitUntil(async () => (await readdir(accepted).catch(() => [])).length === 0);
  backends.closeIdle();
  return server.measure();
}

/** Sends a signal while requests are under way, each of which has reached the engine or was accepted. */
async function stopAtWork(
  plan: LoadPlan,
  server: MeasuredServerProcess,
  { engine }: FaultyBackends,
  traffic: Traffic,
): Promise<LoadOutcome['ending']> {
  const tally = createTally();
  const client = createLoadClient(server.url);
  engine.set({ latencyMs: SLOW_ENGINE_MS });
  const requests = (kind: 'accept' | 'process') => Array.from({ length: plan.inFlight }, () => traffic.make(kind));
  await Promise.all(requests('accept').map((request) => askOnce(tally, client, request)));
  const { calls } = engine.counts();
  const answered = requests('process').map((request) => askOnce(tally, client, request));
  await waitUntil(async () => engine.counts().calls > calls);
  const signalledMs = Date.now();
  const exitCode = await server.stop('SIGTERM');
  const tookMs = Date.now() - signalledMs;
  await Promise.all(answered);
  client.close();
  engine.set({ latencyMs: 0 });
  return { exitCode, tookMs, tally, output: server.output() };
}

const countPaidAgain = (billedLines: Readonly<Record<string, number>>): number =>
  Object.entries(billedLines).reduce((sum, [line, times]) => sum + (times - 1) * [...line].length, 0);
