import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ArticleResult } from '../../shared/core/result.ts';
import { copyTable, loseItems } from '../support/dynamodb/copy-table.ts';
import { startTestTable, type TestTable } from '../support/dynamodb/start-test-table.ts';
import { runDepeche } from '../support/run-depeche.ts';
import { type ServerHere, startServerHere } from './server-here.ts';

/** The drill of docs/operations.md, on the embedded table: a disaster, and the operator's commands in their order. */
const RESTORED = 'depeche-restored';
const ACCESS = { AWS_REGION: 'eu-west-3', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

let table: TestTable;
let server: ServerHere;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depeche-drill-'));
  table = await startTestTable();
  server = await startServerHere({
    ...ACCESS,
    DEPECHE_DATA_DIR: folder,
    DEPECHE_TABLE: table.tableName,
    DEPECHE_TRANSLATOR: 'local',
    DEPECHE_API_KEYS: 'desk',
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
  });
});
afterAll(async () => {
  await server.close();
  vi.unstubAllEnvs();
  await table.stop();
  await rm(folder, { recursive: true, force: true });
});

const article = (id: string) => ({
  id,
  title: `Le port de ${id} rouvre aux chalutiers`,
  text: `Le port de ${id} a rouvert mardi aux chalutiers. Les armateurs attendaient cette date depuis la tempête.`,
});

const call = (path: string, init: RequestInit = {}) =>
  fetch(`${server.url}${path}`, { ...init, headers: { 'content-type': 'application/json', 'x-api-key': 'desk' } });

async function post(id: string): Promise<ArticleResult> {
  const response = await call('/v1/articles', { method: 'POST', body: JSON.stringify(article(id)) });
  expect(response.status).toBe(200);
  return (await response.json()) as ArticleResult;
}

const restore = (...words: string[]) =>
  runDepeche(['restore', '--from-table', RESTORED, '--json', ...words], {
    ...ACCESS,
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
    DEPECHE_DATA_DIR: folder,
    DEPECHE_TABLE: table.tableName,
  });

async function restored(...words: string[]) {
  const { exitCode, stdout, stderr } = await restore(...words);
  expect(stderr).toContain(`what ${RESTORED} has and ${table.tableName} lacks.`);
  expect(exitCode).toBe(0);
  return JSON.parse(stdout).counts as Record<string, Record<string, number>>;
}

const statusOf = async (id: string) => (await call(`/v1/articles/${id}?target=en`)).status;

test('a lost table comes back, and what was deleted or written since stays as it is', async () => {
  const lost = await post('brivanne');
  await post('lormeuil');
  await post('castelnoy');
  await copyTable(table.client, table.tableName, RESTORED);

  // Since the moment that the copy is of: one is deleted by a person, and one comes anew after the disaster.
  await call('/v1/articles/castelnoy', { method: 'DELETE' });
  await loseItems(table.client, table.tableName, (pk) => /brivanne|lormeuil|^segment#|^usage#/.test(pk));
  const anew = await post('lormeuil');
  expect(await statusOf('brivanne')).toBe(404);

  const counted = await restored('--dry-run');
  expect(counted.articles).toMatchObject({ restored: 1, present: 1, deleted: 1 });
  expect(await statusOf('brivanne')).toBe(404);

  expect(await restored()).toEqual(counted);
  expect(await (await call('/v1/articles/brivanne?target=en')).json()).toEqual({ ...lost, cached: true });
  expect(await (await call('/v1/articles/lormeuil?target=en')).json()).toMatchObject({ createdAt: anew.createdAt });
  expect(await statusOf('castelnoy')).toBe(404);
  const listed = (await (await call('/v1/articles')).json()) as { articles: { id: string }[] };
  expect(listed.articles.map(({ id }) => id).sort()).toEqual(['brivanne', 'lormeuil']);

  // Its sentences are remembered again, and a second run has nothing to do.
  expect((await post('castelnoy')).usage.savedCharacters).toBeGreaterThan(0);
  await call('/v1/articles/castelnoy', { method: 'DELETE' });
  expect((await restored()).articles).toMatchObject({ restored: 0, present: 2, deleted: 1 });

  expect((await restored('--include-deleted')).articles).toMatchObject({ restored: 1, present: 2, deleted: 0 });
  expect(await statusOf('castelnoy')).toBe(200);
});

test('a command that cannot be carried out says why in one line', async () => {
  const absent = await restore('--to-table', 'no-such-table');
  expect(absent).toMatchObject({
    exitCode: 1,
    stderr: 'depeche: There is no table no-such-table in this account and region.\n',
  });
  const unnamed = await runDepeche(['restore', '--from-table', RESTORED], { DEPECHE_DATA_DIR: folder });
  expect(unnamed).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('DEPECHE_TABLE: is needed and not set'),
  });
});
