import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ArticleResult } from '../../shared/core/result.ts';
import {
  type AmazonTranslateStandIn,
  startAmazonTranslateStandIn,
} from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { waitUntil } from './read-service.ts';
import { type NpmProcess, readRefusal, startNpmProcess, startServerProcess } from './server-process.ts';
import { writeArticle } from './write-article.ts';

/** `npm start` takes seconds where other tests run beside. */
const TIMEOUT_MS = 120_000;

/** Long enough for a signal to find the call of the engine under way. */
const ENGINE_LATENCY_MS = 1_500;

let folder: string;
let engine: AmazonTranslateStandIn;
let running: NpmProcess | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depeche-stopping-'));
  engine = await startAmazonTranslateStandIn({ latencyMs: ENGINE_LATENCY_MS });
});
afterEach(async () => {
  running?.killGroup();
  running = undefined;
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const settings = () => ({
  DEPECHE_DATA_DIR: folder,
  DEPECHE_TRANSLATOR: 'amazon',
  AWS_ENDPOINT_URL_TRANSLATE: engine.endpoint,
});

/** `npm start` with an article under way: its call has reached the engine. */
async function startWithArticle() {
  running = await startNpmProcess(settings());
  const answered = fetch(`${running.url}/v1/articles`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ id: 'under-way', ...writeArticle(1, 5) }),
  }).then(async (response) => ({ status: response.status, result: (await response.json()) as ArticleResult }));
  answered.catch(() => {});
  await waitUntil(async () => engine.counts().calls > 0);
  return { npm: running, answered };
}

/** Another server gets the same port and the same data, and the article is in it. */
async function expectAllFree(url: string): Promise<void> {
  const next = await startServerProcess({ ...settings(), DEPECHE_PORT: new URL(url).port });
  try {
    expect(next.url).toBe(url);
    const stored = await fetch(`${next.url}/v1/articles/under-way`);
    expect(await stored.json()).toMatchObject({ id: 'under-way', status: 'completed' });
  } finally {
    await next.stop('SIGTERM');
  }
}

const FINISHED = { status: 200, result: { id: 'under-way', status: 'completed' } };

describe('npm start', { timeout: TIMEOUT_MS }, () => {
  test('finishes the article under way at one Ctrl-C, which the terminal and npm both pass on', async () => {
    const { npm, answered } = await startWithArticle();
    npm.signalGroup('SIGINT');
    expect(await answered).toMatchObject(FINISHED);
    await npm.allEnded;
    expect(npm.output().match(/finishing requests under way/g)).toHaveLength(1);
    expect(npm.output()).toContain('Stopped.');
    await expectAllFree(npm.url);
  });

  test('ends at once at a Ctrl-C that comes again later', async () => {
    engine.set({ nextFaults: ['hang'] });
    const { npm, answered } = await startWithArticle();
    const isEnded = npm.allEnded.then(() => true);
    const notYet = Promise.resolve(false);
    npm.signalGroup('SIGINT');
    await waitUntil(async () => {
      if (await Promise.race([isEnded, notYet])) return true;
      npm.signalGroup('SIGINT');
      return false;
    });
    await expect(answered).rejects.toThrow();
    expect(npm.output()).not.toContain('Stopped.');
  });

  test('finishes and ends when npm is killed, which tells nobody', async () => {
    const { npm, answered } = await startWithArticle();
    npm.killNpm();
    expect(await answered).toMatchObject(FINISHED);
    await npm.allEnded;
    expect(npm.output()).toContain('Stopped.');
    await expectAllFree(npm.url);
  });

  test('finishes and ends when its terminal closes, with nobody left to read what it says', async () => {
    const { npm, answered } = await startWithArticle();
    npm.closeTerminal();
    npm.signalGroup('SIGHUP');
    expect(await answered).toMatchObject(FINISHED);
    await npm.allEnded;
    await expectAllFree(npm.url);
  });
});

describe('a data directory that cannot be used', { timeout: TIMEOUT_MS }, () => {
  // No one may make folders in /sys, not even root.
  test.each([
    ['a file', import.meta.filename],
    ['below a file', join(import.meta.filename, 'data')],
    ['not writable', '/sys/depeche'],
  ])('that is %s is told in one line that says what to do', async (_, path) => {
    const lines = await readRefusal(startServerProcess({ ...settings(), DEPECHE_DATA_DIR: path }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(path);
    expect(lines[0]).toContain('Choose another folder with DEPECHE_DATA_DIR');
  });
});
