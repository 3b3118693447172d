import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DroppedFiles, openDroppedFiles } from '../../../../functions/local/inbox/dropped-files.ts';
import { createManualClock } from '../../../support/dynamodb/manual-clock.ts';

const PROBLEM = { code: 'empty-article', detail: 'Send its body text.' } as const;
const LIMITS = { maxBytes: 1_000, acceptsType: () => true };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'depeche-dropped-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const path = (...names: string[]) => join(root, ...names);
const openFiles = () => openDroppedFiles(root, createManualClock());
const listed = async (files: DroppedFiles) => (await files.list()).files.map(({ name }) => name).sort();

function drop(name: string, content = name): void {
  mkdirSync(join(path(name), '..'), { recursive: true });
  writeFileSync(path(name), content);
}

async function takeAll(files: DroppedFiles): Promise<boolean[]> {
  const taken: boolean[] = [];
  for (const file of (await files.list()).files) taken.push(await files.take(file));
  return taken;
}

/** Every file below the inbox. */
const tree = () =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1))
    .sort();

describe('the folder of dropped files', () => {
  test('finds files in folders below, but in none of its own and in none that is hidden', async () => {
    const files = await openFiles();
    for (const name of ['a.txt', 'sub/deep/b.txt', 'sub/done/c.txt', '.git/d.txt', 'sub/.e.txt']) drop(name);
    for (const name of ['done/f.txt', 'failed/g.txt', 'processing/h.txt']) drop(name);
    expect(await listed(files)).toEqual(['a.txt', 'sub/deep/b.txt', 'sub/done/c.txt']);
    expect((await files.listInterrupted()).map(({ name }) => name)).toEqual(['h.txt']);
  });

  test('keeps a file’s folder through processing/ to its end, and leaves no empty one behind in between', async () => {
    const files = await openFiles();
    drop('sub/deep/a.txt');
    drop('sub/b.txt');
    expect(await takeAll(files)).toEqual([true, true]);
    expect(tree()).toEqual(['processing/sub/b.txt', 'processing/sub/deep/a.txt']);
    const { body } = await files.inbox.get({ bucket: 'inbox', key: 'inbox/sub/deep/a.txt' }, LIMITS);
    expect(Buffer.from(body).toString()).toBe('sub/deep/a.txt');
    await files.finish('sub/deep/a.txt', undefined);
    await files.finish('sub/b.txt', PROBLEM);
    expect(tree()).toEqual(['done/sub/deep/a.txt', 'failed/sub/b.txt', 'failed/sub/b.txt.reason.json']);
    expect(readdirSync(path('processing'))).toEqual([]);
  });

  test('takes no file that has changed since it was seen, or whose name is still under way', async () => {
    const files = await openFiles();
    drop('a.txt', 'first');
    const [before] = (await files.list()).files;
    if (!before) throw new Error('nothing was listed');
    drop('a.txt', 'longer');
    expect(await files.take(before)).toBe(false);
    drop('a.txt', 'other');
    utimesSync(path('a.txt'), 1, 2);
    expect(await files.take(before)).toBe(false);
    expect(await takeAll(files)).toEqual([true]);
    drop('a.txt', 'second');
    expect(await takeAll(files)).toEqual([false]);
    expect(await files.refuse(before, PROBLEM)).toBe(false);
    expect(readFileSync(path('processing/a.txt'), 'utf8')).toBe('other');
    rmSync(path('a.txt'));
    expect(await files.take(before)).toBe(false);
  });

  test('loses nothing where a file stands in the way of a folder, or a folder of a file', async () => {
    const files = await openFiles();
    drop('sub/a.txt');
    await takeAll(files);
    rmSync(path('sub'), { recursive: true });
    drop('sub', 'a file');
    expect(await takeAll(files)).toEqual([false]);
    await files.finish('sub/a.txt', undefined);
    expect(await takeAll(files)).toEqual([true]);
    drop('sub/b.txt');
    expect(await takeAll(files)).toEqual([false]);
    await files.finish('sub', undefined);
    expect(await takeAll(files)).toEqual([true]);
    await files.finish('sub/b.txt', undefined);
    const contents = tree().map((name) => readFileSync(path(name), 'utf8'));
    expect(contents.sort()).toEqual(['a file', 'sub/a.txt', 'sub/b.txt']);
    expect(tree().every((name) => name.startsWith('done/'))).toBe(true);
    drop('failed/sub', 'another file');
    drop('sub/c.txt');
    await takeAll(files);
    await files.finish('sub/c.txt', PROBLEM);
    expect(readFileSync(path('failed/c.txt'), 'utf8')).toBe('sub/c.txt');
  });

  test('files of one folder that come and go at the same time are all taken, and all filed', async () => {
    const files = await openFiles();
    const names = Array.from({ length: 200 }, (_, number) => `sub/deep/${number}.txt`);
    for (const name of names) drop(name);
    const dropped = (await files.list()).files;
    const lanes = [0, 1, 2].map(async (lane) => {
      for (const file of dropped.filter((_, index) => index % 3 === lane)) {
        expect(await files.take(file)).toBe(true);
        await files.finish(file.name, undefined);
      }
    });
    await Promise.all(lanes);
    expect(tree()).toEqual(names.map((name) => `done/${name}`).sort());
  });

  test('an empty folder that a killed process left does not keep a file of its name out', async () => {
    const files = await openFiles();
    mkdirSync(path('processing/sub'));
    drop('sub');
    expect(await takeAll(files)).toEqual([true]);
  });

  test('refuses a name that is not UTF-8, of a file or a folder, and keeps its bytes', async () => {
    const files = await openFiles();
    const raw = (...parts: string[]) => Buffer.from(parts.join(''), 'latin1');
    mkdirSync(path('sub'));
    writeFileSync(raw(root, '/sub/caf\xe9.txt'), 'one');
    writeFileSync(raw(root, '/', '\xff'.repeat(255)), 'two');
    mkdirSync(raw(root, '/\xe9t\xe9'));
    writeFileSync(raw(root, '/\xe9t\xe9/a.txt'), 'three');
    for (const round of [1, 2]) {
      const { files: named, unnamed } = await files.list();
      expect(named).toEqual([]);
      expect(unnamed).toHaveLength(round === 1 ? 3 : 1);
      for (const each of unnamed) expect(await files.refuseUnnamed(each, PROBLEM)).toBe(true);
      for (const each of unnamed) expect(await files.refuseUnnamed(each, PROBLEM)).toBe(false);
      writeFileSync(raw(root, '/caf\xe9.txt'), 'four');
    }
    const ended = readdirSync(path('failed'), { encoding: 'latin1' }).sort();
    const bare = ended.filter((name) => !name.endsWith('.reason.json'));
    expect(bare).toHaveLength(4);
    expect(bare).toEqual(expect.arrayContaining(['caf\xe9.txt', '\xe9t\xe9', '\xff'.repeat(200)]));
    for (const name of bare) {
      const reason = JSON.parse(readFileSync(raw(root, '/failed/', name, '.reason.json'), 'utf8'));
      expect(reason).toMatchObject({ ...PROBLEM, failedAt: expect.any(String) });
    }
    expect(readFileSync(raw(root, '/failed/caf\xe9.txt'), 'utf8')).toBe('one');
    expect(readFileSync(raw(root, '/failed/\xe9t\xe9/a.txt'), 'utf8')).toBe('three');
  });

  test.each(['processing', 'done', 'failed'])('does not open where a file stands at the place of %s', async (name) => {
    drop(name);
    await expect(openFiles()).rejects.toMatchObject({ code: 'EEXIST', path: path(name) });
    expect(readFileSync(path(name), 'utf8')).toBe(name);
  });
});
