import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startLocal } from '../../../functions/local/start-local.ts';
import { loadLocalConfig } from '../../../shared/config/service-config.ts';
import type { ArticleResult } from '../../../shared/core/result.ts';
import {
  type AmazonTranslateStandIn,
  startAmazonTranslateStandIn,
} from '../../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { damageTable } from '../../support/dynamodb/damage-table.ts';
import { readBuiltCommand } from '../../support/kept-builds/built-command.ts';
import { ARTICLE } from '../http/start-app.ts';

let command: string;
beforeAll(async () => {
  command = await readBuiltCommand('cli');
});
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'depeche-damaged-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command as a terminal does. */
function run(...words: string[]) {
  const env = { PATH: process.env.PATH, DEPECHE_DATA_DIR: folder, DEPECHE_MODEL_PULL: 'off' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...words], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
const repair = () => run('repair');

describe('a damaged table', () => {
  let engine: AmazonTranslateStandIn;
  beforeEach(async () => {
    engine = await startAmazonTranslateStandIn();
    vi.stubEnv('AWS_ENDPOINT_URL_TRANSLATE', engine.endpoint);
    for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'test');
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await engine.close();
  });

  /** A server on the data, for as long as something is done with it. */
  async function serve(
    work: (
      ask: (method: string, path: string, body?: unknown, more?: Record<string, string>) => Promise<Response>,
      said: string,
    ) => Promise<void>,
  ) {
    const said: string[] = [];
    const env = { DEPECHE_PORT: '0', DEPECHE_DATA_DIR: folder, LOG_LEVEL: 'error', DEPECHE_TRANSLATOR: 'amazon' };
    const options = { sharedTable: false, say: (line: string) => void said.push(line) };
    const server = await startLocal(loadLocalConfig(env), options);
    const ask = (method: string, path: string, body?: unknown, more = {}) =>
      fetch(`${server.url}${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...more },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    try {
      await work(ask, said.join('\n'));
    } finally {
      await server.close(1_000);
    }
  }

  test('is read and cleaned on, refuses what costs or changes something, and is settled by a repair', async () => {
    let made: ArticleResult | undefined;
    await serve(async (ask) => {
      made = (await (await ask('POST', '/v1/articles', { ...ARTICLE, id: 'a' })).json()) as ArticleResult;
      expect(made.usage.billedCharacters).toBeGreaterThan(0);
    });
    await damageTable(join(folder, 'table'), 'manifest');
    const calls = engine.counts().calls;

    for (let start = 0; start < 2; start += 1) {
      await serve(async (ask, said) => {
        expect(said).toMatch(/table in the data directory is damaged.*depeche -- repair.*DEPECHE_DATA_DIR/);
        expect(await (await ask('GET', '/v1/articles/a')).json()).toMatchObject({ id: 'a', status: 'completed' });
        expect((await ask('POST', '/v1/clean', ARTICLE)).status).toBe(200);
        expect((await ask('POST', '/v1/estimate', ARTICLE)).status).toBe(200);
        const refused = [
          await ask('POST', '/v1/articles', { ...ARTICLE, id: 'b' }),
          await ask('POST', '/v1/articles', { ...ARTICLE, id: 'c' }, { prefer: 'respond-async' }),
          await ask('POST', '/v1/translate', ARTICLE),
          await ask('DELETE', '/v1/articles/a'),
        ];
        for (const answer of refused) {
          expect(answer.status).toBe(503);
          expect(answer.headers.get('content-type')).toBe('application/problem+json');
          expect(await answer.json()).toMatchObject({
            code: 'storage-unavailable',
            detail: expect.stringContaining('depeche repair'),
          });
        }
      });
    }
    expect(engine.counts().calls).toBe(calls);

    const first = repair();
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toContain(`${made?.usage.billedCharacters} billed and 0 uncertain characters`);
    expect(first.stdout).toContain('table.damaged-');
    expect(readdirSync(folder).filter((name) => name.startsWith('table.damaged-'))).toHaveLength(1);
    expect(repair()).toMatchObject({ status: 0, stdout: 'The table is sound; there is nothing to repair.\n' });

    await serve(async (ask, said) => {
      expect(said).not.toContain('is damaged');
      expect(await (await ask('POST', '/v1/articles', { ...ARTICLE, id: 'a' })).json()).toMatchObject({ cached: true });
      expect(await (await ask('GET', '/v1/usage')).json()).toMatchObject({
        billedCharacters: made?.usage.billedCharacters,
      });
      // While a server has the table, nobody repairs it.
      expect(repair()).toMatchObject({ status: 1, stderr: expect.stringMatching(/^depeche: .*DEPECHE_DATA_DIR\.\n$/) });
    });
  });
});

describe('one line that says what to do', () => {
  // That the server's process says the line of such an error and no more is a test of `tests/system/starting.test.ts`.
  test.each(['table', 'inbox'])('is all that is told where %s of the data directory is a file', async (name) => {
    writeFileSync(join(folder, name), '');
    const config = loadLocalConfig({ DEPECHE_PORT: '0', DEPECHE_DATA_DIR: folder, DEPECHE_MODEL_PULL: 'off' });
    await expect(startLocal(config, { sharedTable: false, say: () => {} })).rejects.toMatchObject({
      name: 'FolderError',
      message: expect.stringMatching(
        new RegExp(`^[^\\n]*/${name}[^\\n]* is no directory[^\\n]*DEPECHE_DATA_DIR[^\\n]*$`),
      ),
    });
  });

  test('is what repair says where there is no table, or a file in its place', () => {
    expect(repair()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^There is no table .*\n$/) });
    writeFileSync(join(folder, 'table'), '');
    expect(repair()).toMatchObject({ status: 1, stderr: expect.stringMatching(/^depeche: .*DEPECHE_DATA_DIR.*\n$/) });
  });

  test('is what the command says of input that it cannot read', () => {
    mkdirSync(join(folder, 'articles'));
    const { status, stderr } = run('clean', join(folder, 'articles'));
    expect(status).toBe(1);
    expect(stderr).toMatch(/^depeche: articles: The input cannot be read; [^\n]*\n$/);
  });
});
