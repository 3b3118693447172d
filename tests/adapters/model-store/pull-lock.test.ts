import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withPullLock } from '../../../shared/adapters/model-store/pull-lock.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'depeche-pull-lock-'));
});
afterEach(() => rm(directory, { recursive: true }));

const pull = async () => 'pulled';
const leave = (words: string) => writeFile(join(directory, '.pulling'), words);
const BUSY = { name: 'DepecheError', code: 'translator-unavailable', message: expect.stringContaining('Another pull') };

describe('two pulls into one folder', () => {
  test('work one after the other: the second is refused while the first is at work, and has done nothing', async () => {
    let release = () => {};
    const working = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = withPullLock(directory, () => working);
    let isBegun = false;
    const second = withPullLock(directory, async () => {
      isBegun = true;
    });
    await expect(second).rejects.toMatchObject(BUSY);
    expect(isBegun).toBe(false);
    release();
    await first;
    expect(await withPullLock(directory, pull)).toBe('pulled');
    expect(await readdir(directory)).toEqual([]);
  });

  test('of which the first fails leave no lock', async () => {
    await expect(withPullLock(directory, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
    expect(await withPullLock(directory, pull)).toBe('pulled');
  });

  test('of four processes that find a lock left, one works at a time', async () => {
    await leave('999999999 nobody-s-machine');
    const old = new Date(Date.now() - 60_000);
    await utimes(join(directory, '.pulling'), old, old);
    const source = fileURLToPath(new URL('../../../shared/adapters/model-store/pull-lock.ts', import.meta.url));
    const outfile = join(directory, 'pull-lock.mjs');
    await build({ entryPoints: [source], outfile, bundle: true, platform: 'node', format: 'esm' });
    const module = JSON.stringify(pathToFileURL(outfile).href);
    // Each says when it begins and when it is done, in one file that is only added to.
    const script = `
      import { appendFile } from 'node:fs/promises';
      import { withPullLock } from ${module};
      const note = (word) => appendFile(process.argv[2], word + '\\n');
      await withPullLock(process.argv[1], async () => {
        await note('begin');
        await new Promise((resolve) => setTimeout(resolve, 20));
        await note('end');
      }).catch((error) => { if (!error.message.startsWith('Another pull')) throw error; });`;
    const noted = join(directory, 'noted');
    const args = ['--input-type=module', '-e', script, directory, noted];
    const processes = Array.from({ length: 4 }, () => spawn(process.execPath, args, { stdio: 'inherit' }));
    const codes = await Promise.all(processes.map(async (one) => (await once(one, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    const words = (await readFile(noted, 'utf8')).trim().split('\n');
    expect(words.length).toBeGreaterThanOrEqual(2);
    expect(words).toEqual(words.map((_, at) => (at % 2 === 0 ? 'begin' : 'end')));
  });
});

describe('a lock that is left', () => {
  test('by a process that was killed does not count', async () => {
    const killed = spawn(process.execPath, ['-e', '']);
    await once(killed, 'exit');
    await leave(`${killed.pid} ${hostname()}`);
    expect(await withPullLock(directory, pull)).toBe('pulled');
  });

  test('by one that had this number, as in a container that starts again, does not count', async () => {
    await leave(`${process.pid} ${hostname()}`);
    expect(await withPullLock(directory, pull)).toBe('pulled');
  });

  test('on another machine counts as long as it gives signs of life', async () => {
    await leave('1 another-machine');
    await expect(withPullLock(directory, pull)).rejects.toMatchObject(BUSY);
    const old = new Date(Date.now() - 60_000);
    await utimes(join(directory, '.pulling'), old, old);
    expect(await withPullLock(directory, pull)).toBe('pulled');
  });

  test('by a process that lives counts', async () => {
    const living = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(living, 'spawn');
    await leave(`${living.pid} ${hostname()}`);
    await expect(withPullLock(directory, pull)).rejects.toMatchObject(BUSY);
    living.kill('SIGKILL');
    await once(living, 'exit');
    expect(await withPullLock(directory, pull)).toBe('pulled');
  });
});
