import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, type TestContext } from 'vitest';
import type { ArticleResult } from '../../shared/core/result.ts';
import { startAmazonTranslateStandIn } from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { waitUntil } from './read-service.ts';
import { readRefusal, startNpmProcess, startServerProcess } from './server-process.ts';
import { writeArticle } from './write-article.ts';

/** `npm start` takes seconds where other tests run beside. */
const TIMEOUT_MS = 120_000;

type Settings = Record<string, string>;

/** What a server needs, with an engine and a data directory that go with the test. */
async function makeSettings({ onTestFinished }: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'depeche-stopping-'));
  const engine = await startAmazonTranslateStandIn();
  onTestFinished(async () => {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  });
  const settings: Settings = {
    DEPECHE_DATA_DIR: folder,
    DEPECHE_TRANSLATOR: 'amazon',
    AWS_ENDPOINT_URL_TRANSLATE: engine.endpoint,
  };
  return { engine, settings };
}

/** `npm start` with an article under way: its call has reached the engine, which keeps its answer back. */
async function startWithArticle(context: TestContext) {
  const { engine, settings } = await makeSettings(context);
  engine.hold(true);
  const npm = await startNpmProcess(settings);
  context.onTestFinished(npm.killGroup);
  const answered = fetch(`${npm.url}/v1/articles`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ id: 'under-way', ...writeArticle(1, 5) }),
  }).then(async (response) => ({ status: response.status, result: (await response.json()) as ArticleResult }));
  answered.catch(() => {});
  await waitUntil(async () => engine.counts().calls > 0);
  /** The engine answers once the server takes no more requests. */
  const finishStopping = async () => {
    await waitUntil(() =>
      fetch(`${npm.url}/v1/health`, { headers: { connection: 'close' } }).then(
        () => false,
        () => true,
      ),
    );
    engine.hold(false);
    expect(await answered).toMatchObject({ status: 200, result: { id: 'under-way', status: 'completed' } });
    await npm.allEnded;
  };
  return { npm, settings, answered, finishStopping };
}

/** Another server gets the same port and the same data, and the article is in it. */
async function expectAllFree(url: string, settings: Settings): Promise<void> {
  const next = await startServerProcess({ ...settings, DEPECHE_PORT: new URL(url).port });
  try {
    expect(next.url).toBe(url);
    const stored = await fetch(`${next.url}/v1/articles/under-way`);
    expect(await stored.json()).toMatchObject({ id: 'under-way', status: 'completed' });
  } finally {
    await next.stop('SIGTERM');
  }
}

describe.concurrent('npm start', { timeout: TIMEOUT_MS }, () => {
  test('finishes the article under way at one Ctrl-C, which the terminal and npm both pass on', async (context) => {
    const { npm, settings, finishStopping } = await startWithArticle(context);
    npm.signalGroup('SIGINT');
    await finishStopping();
    expect(npm.output().match(/finishing requests under way/g)).toHaveLength(1);
    expect(npm.output()).toContain('Stopped.');
    await expectAllFree(npm.url, settings);
  });

  test('ends at once at a Ctrl-C that comes again later', async (context) => {
    const { npm, answered } = await startWithArticle(context);
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

  test('finishes and ends when npm is killed, which tells nobody', async (context) => {
    const { npm, settings, finishStopping } = await startWithArticle(context);
    npm.killNpm();
    await finishStopping();
    expect(npm.output()).toContain('Stopped.');
    await expectAllFree(npm.url, settings);
  });

  test('finishes and ends when its terminal closes, with nobody left to read what it says', async (context) => {
    const { npm, settings, finishStopping } = await startWithArticle(context);
    npm.closeTerminal();
    npm.signalGroup('SIGHUP');
    await finishStopping();
    await expectAllFree(npm.url, settings);
  });
});

describe.concurrent('a data directory that cannot be used', { timeout: TIMEOUT_MS }, () => {
  // No one may make folders in /sys, not even root.
  test.for([
    ['a file', import.meta.filename],
    ['below a file', join(import.meta.filename, 'data')],
    ['not writable', '/sys/depeche'],
  ] as const)('that is %s is told in one line that says what to do', async ([, path], context) => {
    const { settings } = await makeSettings(context);
    const lines = await readRefusal(startServerProcess({ ...settings, DEPECHE_DATA_DIR: path }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(path);
    expect(lines[0]).toContain('Choose another folder with DEPECHE_DATA_DIR');
  });
});
