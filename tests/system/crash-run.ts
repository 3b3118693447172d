import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pMap from 'p-map';
import { expect } from 'vitest';
import type { ArticleResult } from '../../shared/core/result.ts';
import type { ArticleRecord } from '../../shared/ports/stores/article-store.ts';
import { createSeededRandom } from '../support/amazon-translate-stand-in/fault-plan.ts';
import { startAmazonTranslateStandIn } from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { listAll, readAnnounced, readResult, waitUntil } from './read-service.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { writeArticle } from './write-article.ts';

export interface CrashPlan {
  articles: number;
  sentences: number;
  kills: number;
  /** Share of the engine's calls that are taken and never answered, though billed. */
  hangRate: number;
  seed: number;
}

/** What is there when every article was given and the last server has nothing left to do. */
export interface CrashOutcome {
  /** Ids that were given, in order. */
  ids: string[];
  results: ArticleResult[];
  listed: ArticleRecord[];
  /** Names of files and folders. */
  files: Record<Folder, string[]>;
  /** Ids of the `ArticleProcessed` events, in any order. */
  announced: string[];
  billedCharacters: number;
  /** Of these, of calls that were never answered, and how many they were. */
  unheardCharacters: number;
  hungCalls: number;
  /** From the last start until everything was done. */
  recoveryMs: number;
}

/** Below the data directory. */
const FOLDERS = ['inbox', 'inbox/processing', 'inbox/done', 'inbox/failed', 'accepted'] as const;

type Folder = (typeof FOLDERS)[number];

/** An article takes its engine call this long, so that a kill finds some under way. */
const ENGINE_LATENCY_MS = 40;

const GIVERS = 4;

/**
 * Gives articles to a server with a data directory of its own, half over HTTP with `respond-async`, half as files in its
 * inbox, and kills it again and again in the middle: after a seeded number of engine calls and a seeded moment more.
 */
export async function runCrashes(plan: CrashPlan): Promise<CrashOutcome> {
  const random = createSeededRandom(plan.seed);
  const data = await mkdtemp(join(tmpdir(), 'depeche-crash-'));
  const engine = await startAmazonTranslateStandIn({
    latencyMs: ENGINE_LATENCY_MS,
    faultRates: { hang: plan.hangRate },
    seed: plan.seed,
  });
  const env = {
    DEPECHE_TRANSLATOR: 'amazon',
    AWS_ENDPOINT_URL_TRANSLATE: engine.endpoint,
    DEPECHE_DATA_DIR: data,
  };
  await mkdir(join(data, 'inbox'), { recursive: true });
  const articles = Array.from({ length: plan.articles }, (_, seed) => ({
    id: `article-${seed}`,
    ...writeArticle(seed, plan.sentences),
  }));
  let server = await startServerProcess(env);
  try {
    const giving = pMap(
      articles,
      (article, index) => (index % 2 === 0 ? giveOverHttp(article, () => server) : giveAsFile(article, data)),
      { concurrency: GIVERS },
    );
    const callsPerKill = Math.floor(plan.articles / (plan.kills + 1));
    let startedMs = Date.now();
    for (let kill = 0; kill < plan.kills; kill += 1) {
      const calls = engine.counts().answeredCalls + 1 + Math.floor(random() * callsPerKill);
      await waitUntil(async () => engine.counts().answeredCalls >= calls);
      await sleep(random() * ENGINE_LATENCY_MS);
      await server.stop('SIGKILL');
      server = await startServerProcess(env);
      startedMs = Date.now();
    }
    await giving;
    await waitUntil(async () => isAllSettled(await readFolders(data)));
    const recoveryMs = Date.now() - startedMs;

    return {
      ids: articles.map(({ id }) => id),
      results: await pMap(articles, ({ id }) => readResult(server.url, id), { concurrency: GIVERS }),
      listed: await listAll(server.url),
      files: await readFolders(data),
      announced: await readAnnounced(data),
      billedCharacters: engine.counts().billedCharacters,
      unheardCharacters: engine.counts().unheardCharacters,
      hungCalls: engine.counts().faults.hang ?? 0,
      recoveryMs,
    };
  } finally {
    await server.stop('SIGKILL');
    await engine.close();
    await rm(data, { recursive: true, force: true });
  }
}

/** Articles that the event handler has in work at a time; each is one call of the engine here. */
const IN_FLIGHT = 3;

/** Each article is completed, listed and filed exactly once, and paid once but for what was in flight at a kill. */
export function expectNothingLost({ articles, sentences, kills }: CrashPlan, outcome: CrashOutcome): void {
  const { ids, results, listed, files, announced, billedCharacters, unheardCharacters } = outcome;
  const sorted = [...ids].sort();
  expect(results.map(({ id, status }) => ({ id, status }))).toEqual(ids.map((id) => ({ id, status: 'completed' })));
  for (const result of results) {
    expect(result.sentences).toHaveLength(sentences);
    expect(result.warnings).toEqual([]);
  }
  expect(listed.map(({ id }) => id).sort()).toEqual(sorted);
  expect(listed.filter(({ status, targets }) => status !== 'completed' || targets.join() !== 'en')).toEqual([]);
  expect(files).toMatchObject({ 'inbox/processing': [], 'inbox/failed': [], accepted: [] });
  expect(files.inbox.sort()).toEqual(['done', 'failed', 'processing']);
  const given = ids.filter((_, index) => index % 2 === 1).map((id) => `${id}.json`);
  expect(files['inbox/done'].sort()).toEqual(given.sort());
  expect([...new Set(announced)].sort()).toEqual(sorted);
  const characters = results.map(({ usage }) => usage.characters);
  const least = characters.reduce((sum, length) => sum + length, 0);
  expect(billedCharacters).toBeGreaterThanOrEqual(least);
  expect(billedCharacters - unheardCharacters - least).toBeLessThanOrEqual(kills * IN_FLIGHT * Math.max(...characters));
  expect(results).toHaveLength(articles);
}

interface Given {
  id: string;
  title: string;
  text: string;
}

/** As a client does that wants its 202: again, as long as there is no answer. */
async function giveOverHttp(article: Given, currentServer: () => ServerProcess): Promise<void> {
  await waitUntil(async () => {
    const response = await fetch(`${currentServer().url}/v1/articles`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'respond-async' },
      body: JSON.stringify(article),
    }).catch(() => undefined);
    return response?.status === 202;
  });
}

/** Appears in one piece, as a careful program writes it. */
async function giveAsFile(article: Given, data: string): Promise<void> {
  const hidden = join(data, 'inbox', `.${article.id}.part`);
  await writeFile(hidden, JSON.stringify(article));
  await rename(hidden, join(data, 'inbox', `${article.id}.json`));
}

async function readFolders(data: string): Promise<CrashOutcome['files']> {
  const read = FOLDERS.map(async (folder) => [folder, await readdir(join(data, folder)).catch(() => [])] as const);
  return Object.fromEntries(await Promise.all(read)) as CrashOutcome['files'];
}

/** Nothing waits, nothing is under way. */
function isAllSettled(files: CrashOutcome['files']): boolean {
  const waiting = files.inbox.filter((name) => name.endsWith('.json'));
  return [waiting, files['inbox/processing'], files.accepted].every((names) => names.length === 0);
}
