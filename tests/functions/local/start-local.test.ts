import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PortError } from '../../../functions/local/server/port-error.ts';
import { startLocal } from '../../../functions/local/start-local.ts';
import { loadLocalConfig } from '../../../shared/config/service-config.ts';
import type { ArticleResult } from '../../../shared/core/result.ts';
import {
  type AmazonTranslateStandIn,
  startAmazonTranslateStandIn,
} from '../../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { waitUntil } from '../../system/read-service.ts';
import { writeArticle } from '../../system/write-article.ts';
import { ARTICLE } from '../http/start-app.ts';

/** Where the local engine is not what a test is about: reading its model takes more than a second. */
const AMAZON = { DEPECHE_TRANSLATOR: 'amazon' };

let folder: string;
let engine: AmazonTranslateStandIn;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'depeche-local-'));
  engine = await startAmazonTranslateStandIn();
  vi.stubEnv('AWS_ENDPOINT_URL_TRANSLATE', engine.endpoint);
  for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'test');
});
afterEach(async () => {
  await engine.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}) {
  const said: string[] = [];
  const config = loadLocalConfig({ DEPECHE_PORT: '0', DEPECHE_DATA_DIR: folder, LOG_LEVEL: 'error', ...env });
  const options = { sharedTable: false, say: (line: string) => void said.push(line) };
  return startLocal(config, options).then((running) => ({ ...running, said }));
}

async function post(url: string, body: unknown): Promise<ArticleResult> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/v1/articles`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  return (await response.json()) as ArticleResult;
}

describe('npm start', () => {
  test('says where it is and what it runs, and processes an article with no network', async () => {
    const server = await start();
    try {
      expect(server.said.join('\n')).toContain(server.url);
      expect(server.said.join('\n')).toContain('draft quality');
      expect(server.said.join('\n')).toMatch(/inbox; its folders processing, done, failed are the service's own/);
      const result = await post(server.url, ARTICLE);
      expect(result.translation).toMatchObject({ engine: 'phrase', quality: 'draft', language: 'en' });
      expect(result.translation.text).toContain('Brivanne');
      expect(result.warnings.map(({ code }) => code)).toContain('draft-quality');
      expect(result.usage).toMatchObject({ billedCharacters: 0, estimatedCostUsd: 0 });
      expect(result.summary.translation).toHaveLength(3);
      const text = 'Der Hund schläft im Garten und die Kinder spielen mit dem Ball auf der ruhigen Straße.';
      const foreign = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text, source: 'auto' }),
      };
      const refused = await fetch(`${server.url}/v1/articles`, foreign);
      expect([refused.status, await refused.json()]).toMatchObject([
        422,
        { code: 'unsupported-language', detectedLanguage: 'de', detail: expect.stringContaining('French only') },
      ]);
    } finally {
      await server.close(1_000);
    }
  });

  test('keeps its articles between starts', async () => {
    const first = await start(AMAZON);
    const made = await post(first.url, ARTICLE);
    await first.close(1_000);
    const second = await start(AMAZON);
    try {
      expect(await post(second.url, ARTICLE)).toMatchObject({ id: made.id, cached: true });
    } finally {
      await second.close(1_000);
    }
  });

  test('says what to do when the port is taken, and lets go of its data', async () => {
    const blocker: Server = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as AddressInfo;
    const failed = start({ DEPECHE_PORT: String(port) });
    await expect(failed).rejects.toThrow(PortError);
    await expect(failed).rejects.toThrow(`DEPECHE_PORT=${port + 1} npm start`);
    await new Promise((resolve) => blocker.close(resolve));
    const after = await start();
    await after.close(1_000);
  });

  test('refuses data that another server has open, and says so', async () => {
    const first = await start();
    try {
      await expect(start()).rejects.toMatchObject({ code: 'storage-unavailable' });
    } finally {
      await first.close(1_000);
    }
  });

  test('stops though the engine hangs, and goes on from there at the next start', async () => {
    engine.set({ faultRates: { hang: 1 } });
    const first = await start(AMAZON);
    const headers = { 'content-type': 'application/json' };
    const ask = (id: string, more = {}) =>
      fetch(`${first.url}/v1/articles`, {
        method: 'POST',
        headers: { ...headers, ...more },
        body: JSON.stringify({ ...ARTICLE, id, text: `${ARTICLE.text} ${id}` }),
      });
    const accepted = await ask('later', { prefer: 'respond-async' });
    expect(accepted.status).toBe(202);
    const broken = expect(ask('now')).rejects.toThrow();
    await waitUntil(async () => engine.counts().calls === 2);
    await Promise.all([first.close(1), broken]);

    engine.set({ faultRates: {} });
    const second = await start(AMAZON);
    try {
      const read = async () =>
        (await (await fetch(`${second.url}/v1/articles/later`)).json()) as Partial<ArticleResult>;
      await waitUntil(async () => (await read()).status === 'completed');
    } finally {
      await second.close(1_000);
    }
  });

  test('gives the keys that it knows usage, budget and space of their own, and invented ones nothing', async () => {
    const server = await start({
      ...AMAZON,
      DEPECHE_API_KEYS: 'desk,wire',
      DEPECHE_KEY_CHARACTER_BUDGET: '700',
      DEPECHE_KEEP_KEYS_APART: 'true',
    });
    const send = (key: string, number: number) =>
      fetch(`${server.url}/v1/articles`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': key },
        body: JSON.stringify({ id: `a${number}`, text: writeArticle(number, 6).text }),
      });
    const read = async (key: string, path: string) => fetch(`${server.url}${path}`, { headers: { 'x-api-key': key } });
    const usage = async (key: string) => (await read(key, '/v1/usage')).json();
    try {
      const bills = new Map<string, number>();
      for (const [key, number] of [
        ['desk', 1],
        ['wire', 3],
      ] as const) {
        const { usage } = (await (await send(key, number)).json()) as ArticleResult;
        bills.set(key, usage.billedCharacters);
      }
      const refused = await send('desk', 2);
      expect(await refused.json()).toMatchObject({ code: 'budget-exhausted' });
      for (let number = 4; number < 8; number += 1) {
        expect((await send(`invented-${number}`, number)).status).toBe(200);
        expect(await usage(`invented-${number}`)).not.toHaveProperty('key');
      }
      for (const [key, billedCharacters] of bills) {
        expect(billedCharacters).toBeGreaterThan(400);
        expect(await usage(key)).toMatchObject({ key: { billedCharacters } });
      }
      expect((await read('desk', '/v1/articles/a1')).status).toBe(200);
      expect((await read('wire', '/v1/articles/a1')).status).toBe(404);
      expect((await read('invented-4', '/v1/articles/a7')).status).toBe(200);
    } finally {
      await server.close(1_000);
    }
  });

  test('finishes a request under way before it stops', async () => {
    const server = await start(AMAZON);
    engine.hold(true);
    const pending = post(server.url, ARTICLE);
    await waitUntil(async () => engine.counts().calls > 0);
    const isServed = () =>
      fetch(`${server.url}/v1/health`, { headers: { connection: 'close' } }).then(
        () => true,
        () => false,
      );
    expect(await isServed()).toBe(true);
    const closed = server.close(60_000);
    await waitUntil(async () => !(await isServed()));
    engine.hold(false);
    await Promise.all([closed, expect(pending).resolves.toMatchObject({ status: 'completed' })]);
  });
});
