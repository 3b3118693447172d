import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectDatabase } from '../../../shared/adapters/embedded-dynamodb/inspect-database.ts';
import { isLogDamaged } from '../../../shared/adapters/embedded-dynamodb/log-damage.ts';
import { repairDatabase } from '../../../shared/adapters/embedded-dynamodb/repair-database.ts';
import { buildRecord, buildSource, putArticle } from '../../support/dynamodb/build-article.ts';
import { damageTable } from '../../support/dynamodb/damage-table.ts';
import { withStoresAt } from '../../support/dynamodb/with-stores-at.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';

/** Of the log. */
const BLOCK_BYTES = 32_768;

/** Every how many bytes a log is spoilt; a prime, to meet every place of a header. */
const STEP_BYTES = 1_021;

const IDS = ['a', 'b', 'c', 'd'];

let folder: string;
let directory: string;

/** Articles that can still be read. */
const readIds = () =>
  withStoresAt(directory, async ({ articles }) => {
    const sources = await Promise.all(IDS.map(async (id) => ((await articles.getSource(id)) ? [id] : [])));
    return sources.flat();
  });

const findLog = async () => {
  const name = (await readdir(directory)).find((file) => file.endsWith('.log'));
  return join(directory, name ?? 'none');
};
const markOpen = () => writeFile(`${directory}.open`, '');

// More than a block of the log, all of it in the log alone, closed in peace.
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depeche-log-'));
  directory = join(folder, 'table');
  await withStoresAt(directory, async ({ articles }) => {
    for (const id of IDS) {
      const source = buildSource(`${id} ${randomBytes(16_000).toString('hex')}`);
      await putArticle(articles, buildRecord(createManualClock().nowMs(), { id }), source);
    }
  });
});
afterEach(() => rm(folder, { recursive: true }));

test('a log that was closed in peace is sound, and one that ends at any byte is only where a process was killed', async () => {
  const log = await findLog();
  const { length } = await readFile(log);
  expect(length).toBeGreaterThan(2 * BLOCK_BYTES);
  expect(await isLogDamaged(directory, { wasCutOff: false })).toBe(false);
  let whole = 0;
  for (let bytes = length - 1; bytes > 0; bytes -= STEP_BYTES) {
    await truncate(log, bytes);
    expect(await isLogDamaged(directory, { wasCutOff: true }), `${bytes}`).toBe(false);
    if (!(await isLogDamaged(directory, { wasCutOff: false }))) whole += 1;
  }
  // That is how many of these ends happen to be ends of records.
  expect(whole).toBeLessThanOrEqual(10);
});

test('room that a power cut left behind the last record is no damage', async () => {
  const log = await findLog();
  await writeFile(log, Buffer.concat([await readFile(log), Buffer.alloc(100_000)]));
  expect(await isLogDamaged(directory, { wasCutOff: true })).toBe(false);
  expect(await isLogDamaged(directory, { wasCutOff: false })).toBe(true);
});

test('a byte that is another is found wherever it is, and after a kill too, but for the length of the last record', async () => {
  const log = await findLog();
  const sound = await readFile(log);
  const missed: number[] = [];
  for (let at = 0; at < sound.length; at += STEP_BYTES) {
    const bytes = Buffer.from(sound);
    bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    await writeFile(log, bytes);
    expect(await isLogDamaged(directory, { wasCutOff: false }), `${at}`).toBe(true);
    if (!(await isLogDamaged(directory, { wasCutOff: true }))) missed.push(at);
  }
  expect(missed.filter((at) => at < sound.length - BLOCK_BYTES)).toEqual([]);
  expect(missed.length).toBeLessThanOrEqual(1);
});

test('a block that is lost in the middle is found', async () => {
  const log = await findLog();
  const bytes = await readFile(log);
  await writeFile(log, bytes.fill(0, BLOCK_BYTES, 2 * BLOCK_BYTES));
  expect(await isLogDamaged(directory, { wasCutOff: true })).toBe(true);
});

test('noise in a log is damage: what lies before is served, the files stay as they are, and a repair settles it', async () => {
  const log = await findLog();
  const bytes = await readFile(log);
  bytes.fill('noise', Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 100);
  await writeFile(log, bytes);
  await withStoresAt(directory, async ({ articles }, isDamaged) => {
    expect(isDamaged).toBe(true);
    const sources = await Promise.all(IDS.map((id) => articles.getSource(id)));
    expect(sources[0]).toBeDefined();
    expect(sources).toContain(undefined);
  });
  expect(await readFile(log)).toEqual(bytes);

  const damaged = await repairDatabase(directory, Date.UTC(2026, 10, 26));
  expect(await inspectDatabase(directory)).toBe('sound');
  expect(await readIds()).toContain('a');
  expect(await readFile(log.replace(directory, damaged))).toEqual(bytes);
});

test('a log that is nothing but noise is damage, after a kill too', async () => {
  await damageTable(directory, 'log');
  await markOpen();
  expect(await inspectDatabase(directory)).toBe('damaged');
});

test('a log without its last bytes, as a kill leaves it, opens with all that is before', async () => {
  const log = await findLog();
  await truncate(log, (await readFile(log)).length - 10);
  await markOpen();
  expect(await inspectDatabase(directory)).toBe('sound');
  expect(await readIds()).toEqual(expect.arrayContaining(['a', 'b', 'c']));
});
