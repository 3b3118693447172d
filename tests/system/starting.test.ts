import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readRefusal, startServeProcess, startServerProcess } from './server-process.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depeche-starting-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What a start says that comes to nothing. */
const refusal = (env: Record<string, string>) =>
  readRefusal(startServeProcess(folder, { DEPECHE_DATA_DIR: join(folder, 'data'), ...env }));

describe('the file .env', () => {
  test('of the folder where it is started holds variables for those that are not set', async () => {
    const lines = ['# our server', 'DEPECHE_HOST=127.0.0.2', 'DEPECHE_DATA_DIR="data of ours"', 'LOG_LEVEL=loud'];
    await writeFile(join(folder, '.env'), lines.join('\n'));
    const server = await startServeProcess(folder, { LOG_LEVEL: 'error' });
    try {
      expect(server.url).toMatch(/^http:\/\/localhost:/);
      expect((await fetch(server.url.replace('localhost', '127.0.0.2'))).status).toBe(200);
      expect(server.output()).toContain('data of ours');
    } finally {
      expect(await server.stop('SIGTERM')).toBe(0);
    }
  });

  test('is told of by name when a value of it is wrong, and when it cannot be read', async () => {
    await writeFile(join(folder, '.env'), 'DEPECHE_OVER_BUDGET=reject\nDEPECHE_PROT=80\n');
    expect(await refusal({})).toEqual([expect.stringContaining('did you mean DEPECHE_PORT?')]);
    await rm(join(folder, '.env'));
    await mkdir(join(folder, '.env'));
    expect(await refusal({})).toEqual([expect.stringMatching(/^depeche: \.env cannot be read: /)]);
  });
});

test('a server that other machines would reach without a key does not start', async () => {
  expect(await refusal({ DEPECHE_HOST: '0.0.0.0' })).toEqual([
    expect.stringMatching(/^depeche: .*DEPECHE_API_KEYS: is needed where DEPECHE_HOST .*`openssl rand -hex 24`/),
  ]);
});

test('a data directory that cannot be used is told in one line', async () => {
  expect(await readRefusal(startServerProcess({ DEPECHE_DATA_DIR: import.meta.filename }))).toEqual([
    expect.stringMatching(/^depeche: .*Choose another folder with DEPECHE_DATA_DIR/),
  ]);
});
