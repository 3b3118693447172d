import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, type TestContext, test, vi } from 'vitest';
import type { ArticleResult } from '../../shared/core/result.ts';
import { startLocal } from '../../functions/local/start-local.ts';
import { loadLocalConfig } from '../../shared/config/service-config.ts';
import { startAmazonTranslateStandIn } from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { waitUntil } from './read-service.ts';
import { startServerHere } from './server-here.ts';
import { type ServerGroup, startAtTerminal, startNpm } from './server-process.ts';
import { writeArticle } from './write-article.ts';

type Settings = Record<string, string>;

afterAll(() => void vi.unstubAllEnvs());

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

/** A server with an article under way: its call has reached the engine, which keeps its answer back. */
async function startWithArticle(context: TestContext, start: (settings: Settings) => Promise<ServerGroup>) {
  const { engine, settings } = await makeSettings(context);
  engine.hold(true);
  const group = await start(settings);
  context.onTestFinished(group.killGroup);
  const answered = fetch(`${group.url}/v1/articles`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ id: 'under-way', ...writeArticle(1, 5) }),
  }).then(async (response) => ({ status: response.status, result: (await response.json()) as ArticleResult }));
  answered.catch(() => {});
  await waitUntil(async () => engine.counts().calls > 0);
  /** The engine answers once the server takes no more requests. */
  const finishStopping = async () => {
    await waitUntil(() =>
      fetch(`${group.url}/v1/health`, { headers: { connection: 'close' } }).then(
        () => false,
        () => true,
      ),
    );
    engine.hold(false);
    expect(await answered).toMatchObject({ status: 200, result: { id: 'under-way', status: 'completed' } });
    await group.allEnded;
  };
  return { group, settings, answered, finishStopping };
}

/** Another server gets the same port and the same data, and the article is in it. */
async function expectAllFree(url: string, settings: Settings): Promise<void> {
  const next = await startServerHere({ ...settings, DEPECHE_PORT: new URL(url).port });
  try {
    expect(next.url).toBe(url);
    const stored = await fetch(`${next.url}/v1/articles/under-way`);
    expect(await stored.json()).toMatchObject({ id: 'under-way', status: 'completed' });
  } finally {
    await next.close();
  }
}

describe.concurrent('a server at a terminal', () => {
  test('of npm start finishes the article under way at one Ctrl-C, which the terminal and npm both pass on', async (context) => {
    // As in a fresh checkout: nothing is compiled yet, and what compiles hears the terminal too.
    const { group, settings, finishStopping } = await startWithArticle(context, (given) =>
      startNpm({ ...given, TSX_DISABLE_CACHE: '1' }),
    );
    group.signalGroup('SIGINT');
    await finishStopping();
    expect(group.output().match(/finishing requests under way/g)).toHaveLength(1);
    expect(group.output()).toContain('again after two seconds to stop at once');
    expect(group.output()).toContain('Stopped.');
    await expectAllFree(group.url, settings);
  });

  test('ends at once at a Ctrl-C that comes again later', async (context) => {
    const { group, answered } = await startWithArticle(context, startAtTerminal);
    const isEnded = group.allEnded.then(() => true);
    const notYet = Promise.resolve(false);
    group.signalGroup('SIGINT');
    await waitUntil(async () => {
      if (await Promise.race([isEnded, notYet])) return true;
      group.signalGroup('SIGINT');
      return false;
    });
    await expect(answered).rejects.toThrow();
    expect(group.output()).not.toContain('Stopped.');
  });

  test('of npm start finishes and ends when npm is killed, which tells nobody', async (context) => {
    const { group, settings, finishStopping } = await startWithArticle(context, startNpm);
    group.killFirst();
    await finishStopping();
    expect(group.output()).toContain('Stopped.');
    await expectAllFree(group.url, settings);
  });

  test('finishes and ends when its terminal closes, with nobody left to read what it says', async (context) => {
    const { group, settings, finishStopping } = await startWithArticle(context, startAtTerminal);
    group.closeTerminal();
    group.signalGroup('SIGHUP');
    await finishStopping();
    await expectAllFree(group.url, settings);
  });
});

describe('a data directory that cannot be used', () => {
  // No one may make folders in /sys, not even root.
  test.each([
    ['a file', import.meta.filename],
    ['below a file', join(import.meta.filename, 'data')],
    ['not writable', '/sys/depeche'],
  ])('that is %s is told in one line that says what to do', async (_, path) => {
    const config = loadLocalConfig({ DEPECHE_PORT: '0', DEPECHE_DATA_DIR: path });
    const { name, message } = await startLocal(config, { sharedTable: false, say: () => {} }).then(
      () => new Error('It started.'),
      (error: Error) => error,
    );
    expect({ name, lines: message.split('\n') }).toEqual({
      name: 'FolderError',
      lines: [expect.stringContaining(path)],
    });
    expect(message).toContain('Choose another folder with DEPECHE_DATA_DIR');
  });
});
