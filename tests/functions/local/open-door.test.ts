import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { RunningServer } from '../../../functions/local/server/serve-app.ts';
import { startLocal } from '../../../functions/local/start-local.ts';
import { loadLocalConfig } from '../../../shared/config/service-config.ts';
import {
  type AmazonTranslateStandIn,
  startAmazonTranslateStandIn,
} from '../../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { ARTICLE } from '../http/start-app.ts';

let folder: string;
let server: RunningServer;
let engine: AmazonTranslateStandIn;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'depeche-open-door-'));
  engine = await startAmazonTranslateStandIn();
  vi.stubEnv('AWS_ENDPOINT_URL_TRANSLATE', engine.endpoint);
  for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'test');
  const config = loadLocalConfig({
    DEPECHE_TRANSLATOR: 'amazon',
    DEPECHE_HOST: '0.0.0.0',
    DEPECHE_API_KEYS: 'desk,wire',
    DEPECHE_CORS_ORIGINS: 'https://desk.example',
    DEPECHE_PORT: '0',
    DEPECHE_DATA_DIR: folder,
    LOG_LEVEL: 'error',
  });
  server = await startLocal(config, { sharedTable: false, say: () => {} });
});
afterAll(async () => {
  await server.close(1_000);
  await engine.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, init);
const withKey = (key: string, headers: Record<string, string> = {}) => ({ headers: { ...headers, 'x-api-key': key } });

async function expectForbidden(response: Response): Promise<void> {
  expect(response.status).toBe(403);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({
    code: 'forbidden',
    status: 403,
    type: '/docs#forbidden',
    detail: expect.stringContaining('x-api-key'),
  });
}

const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ responses: z.record(z.string(), z.unknown()) }))),
});

describe('a server that other machines reach', () => {
  test('asks for a key on every operation but health, as its document says', async () => {
    const { paths } = documentSchema.parse(await (await ask('/openapi.json')).json());
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { responses }]) => ({ path, method: method.toUpperCase(), responses })),
    );
    expect(operations.length).toBeGreaterThan(10);
    for (const { path, method, responses } of operations) {
      const answer = await ask(path.replace(/\{\w+\}/g, 'port'), { method });
      if (path === '/v1/health') expect([answer.status, responses['403']]).toEqual([200, undefined]);
      else {
        await expectForbidden(answer);
        expect(responses['403']).toMatchObject({ description: expect.stringContaining('forbidden') });
      }
    }
  });

  test.each([
    '/v1/articles/',
    '/v1//articles',
    '//v1/articles',
    '/%761/articles',
    '/v1/no-such',
    '/v2',
    '/v1/health/x',
  ])('is not talked round by %s', async (path) => expectForbidden(await ask(path)));

  test.each(['', 'DESK', 'desk,wire', 'wir', 'wiree'])('takes no key that it does not know: %j', async (key) => {
    await expectForbidden(await ask('/v1/articles', withKey(key)));
  });

  test('serves who has one', async () => {
    const made = await ask('/v1/articles', {
      method: 'POST',
      ...withKey('desk', { 'content-type': 'application/json' }),
      body: JSON.stringify({ ...ARTICLE, id: 'port' }),
    });
    expect(made.status).toBe(200);
    await expectForbidden(await ask('/v1/articles/port'));
    const read = await ask('/v1/articles/port', withKey('wire'));
    expect(await read.json()).toMatchObject({ id: 'port', status: 'completed' });
  });

  test('shows the page and the reference, which hold no article, and takes preflights', async () => {
    for (const path of ['/', '/library', '/a/port', '/docs', '/openapi.json']) {
      const answer = await ask(path);
      expect(answer.status).toBe(200);
      const assets = [...(await answer.text()).matchAll(/(?:src|href)="[./]*(\/?ui\/[^"]+)"/g)];
      for (const [, asset = ''] of assets) expect((await ask(`/${asset.replace(/^\//, '')}`)).status).toBe(200);
    }
    const headers = { origin: 'https://desk.example', 'access-control-request-method': 'GET' };
    const preflight = await ask('/v1/articles', { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(await preflight.text()).toBe('');
    const refused = await ask('/v1/articles', { headers });
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://desk.example');
    await expectForbidden(refused);
  });
});
