import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inspectDatabase } from '../../../shared/adapters/embedded-dynamodb/inspect-database.ts';
import { repairDatabase } from '../../../shared/adapters/embedded-dynamodb/repair-database.ts';
import { buildRecord, buildSource, putArticle } from '../../support/dynamodb/build-article.ts';
import { damageTable } from '../../support/dynamodb/damage-table.ts';
import { withStoresAt } from '../../support/dynamodb/with-stores-at.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';

let folder: string;
let directory: string;

/** What holds the items; LevelDB writes other files anew at each try to open them. */
const files = async () => {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.ldb')).sort();
  return Promise.all(names.map(async (name) => [name, (await readFile(join(directory, name))).toString('base64')]));
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depeche-'));
  directory = join(folder, 'table');
  await withStoresAt(directory, ({ articles }) =>
    putArticle(articles, buildRecord(createManualClock().nowMs()), buildSource('Gardé.')),
  );
  // What was written goes from the log to a file of its own at the next start.
  await withStoresAt(directory, async () => {});
});
afterEach(() => rm(folder, { recursive: true }));

test('a database is sound, or there is none', async () => {
  expect(await inspectDatabase(directory)).toBe('sound');
  expect(await inspectDatabase(join(folder, 'nothing'))).toBe('absent');
  expect(await readdir(folder)).toEqual(['table']);
});

describe.each(['manifest', 'current', 'data'] as const)('a database whose %s is damaged', (part) => {
  beforeEach(() => damageTable(directory, part));

  test('is served as far as it can be read, is left as it is, and forgets what is written meanwhile', async () => {
    const before = await files();
    expect(before.length).toBeGreaterThan(0);
    for (let start = 0; start < 2; start += 1) {
      await withStoresAt(directory, async ({ articles }, isDamaged) => {
        expect(isDamaged).toBe(true);
        const source = await articles.getSource('a');
        expect(source?.text).toBe(part === 'data' ? undefined : 'Gardé.');
        expect(await articles.getArticle('new')).toBeUndefined();
        await putArticle(articles, buildRecord(createManualClock().nowMs(), { id: 'new' }));
      });
    }
    expect(await files()).toEqual(before);
    expect(await readdir(folder)).not.toContain('table.salvaged');
  });

  test('is sound when it was repaired, and its files are kept aside', async () => {
    const before = await files();
    const damaged = await repairDatabase(directory, Date.UTC(2026, 10, 26));
    expect(await inspectDatabase(directory)).toBe('sound');
    await withStoresAt(directory, async ({ articles }, isDamaged) => {
      expect(isDamaged).toBe(false);
      expect((await articles.getSource('a'))?.text).toBe(part === 'data' ? undefined : 'Gardé.');
    });
    directory = damaged;
    expect(await files()).toEqual(before);
  });
});

test('one that cannot be opened for another reason is not taken for damaged', async () => {
  await rm(join(directory, 'CURRENT'));
  await writeFile(directory.replace(/table$/, 'file'), '');
  await expect(inspectDatabase(join(folder, 'file'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});
