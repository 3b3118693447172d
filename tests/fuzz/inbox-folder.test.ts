import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDroppedFiles } from '../../functions/local/inbox/dropped-files.ts';
import { createLocalDeliveries } from '../../functions/local/inbox/local-deliveries.ts';
import { createMemoryPublisher } from '../support/publisher-memory.ts';
import { createNoTracer } from '../../shared/adapters/telemetry/tracer-none.ts';
import { ARTICLE, startApp } from '../functions/http/start-app.ts';
import { createManualClock } from '../support/dynamodb/manual-clock.ts';
import { hostileId, oddString } from './support/hostile-values.ts';
import { runs } from '../support/runs.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'depeche-fuzz-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const MAX_NAME_BYTES = 255;

/** Names that a file system takes: no slash, no NUL, 255 bytes. */
const fileName: Arbitrary<string> = fc
  .tuple(
    fc.oneof(hostileId, oddString),
    fc.constantFrom('.txt', '.html', '.json', '', '.reason.json', '.txt.reason.json'),
  )
  .map(([name, extension]) => `${name.toWellFormed().replace(/[/\0]/g, '').slice(0, 60)}${extension}`)
  .filter((name) => name !== '' && !name.startsWith('.') && Buffer.byteLength(name) <= MAX_NAME_BYTES);
const longName = fc.constantFrom('a', 'é', '漢', '😀').map((unit) => {
  const count = Math.floor((MAX_NAME_BYTES - 4) / Buffer.byteLength(unit));
  return `${unit.repeat(count)}.txt`;
});

/** Some of them in folders below. */
const filePath = fc
  .tuple(
    fc.constantFrom('', '', 'été 2026/', 'été 2026/%2e%2e/'),
    fc.oneof({ arbitrary: fileName, weight: 6 }, { arbitrary: longName, weight: 1 }),
  )
  .map((parts) => parts.join(''));

const LIMITS = { maxBytes: 1_000, acceptsType: () => true };

const PROBLEM = { code: 'empty-article', detail: 'Send its body text.' } as const;

describe('the folder of dropped files', () => {
  test('takes, reads and finishes files of any name and loses none', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(filePath, {
          minLength: 1,
          maxLength: 5,
          selector: (name) => name.normalize('NFC').toLowerCase(),
        }),
        fc.boolean(),
        async (names, isRefused) => {
          const place = mkdtempSync(join(root, 'place-'));
          const path = join(place, 'inbox');
          const folder = await openDroppedFiles(path, createManualClock());
          // Twice, because the second file of a name must not take the place of the first.
          for (const round of ['first', 'second']) {
            for (const name of names) {
              mkdirSync(dirname(join(path, name)), { recursive: true });
              writeFileSync(join(path, name), `${round} ${name}`);
            }
            const dropped = (await folder.list()).files;
            expect(dropped.map(({ name }) => name).sort()).toEqual([...names].sort());
            for (const file of dropped) {
              const { name } = file;
              expect(await folder.take(file)).toBe(true);
              const { body } = await folder.inbox.get({ bucket: 'inbox', key: `inbox/${name}` }, LIMITS);
              expect(Buffer.from(body).toString()).toBe(`${round} ${name}`);
              await folder.finish(name, isRefused ? PROBLEM : undefined);
            }
          }
          expect(readdirSync(place)).toEqual(['inbox']);
          const end = join(path, isRefused ? 'failed' : 'done');
          const ended = readdirSync(end, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
          const contents = ended.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
          for (const name of names) {
            expect(contents).toContain(`first ${name}`);
            expect(contents).toContain(`second ${name}`);
          }
          expect(contents).toHaveLength(names.length * (isRefused ? 4 : 2));
          expect(readdirSync(join(path, 'processing'))).toEqual([]);
        },
      ),
      runs(15),
    ));

  test('follows no link, wherever it lies', async () => {
    const path = join(root, 'links');
    const secret = join(root, 'secret.txt');
    writeFileSync(secret, 'secret');
    const folder = await openDroppedFiles(path, createManualClock());
    symlinkSync(secret, join(path, 'a.txt'));
    symlinkSync(root, join(path, 'folder.txt'));
    symlinkSync(secret, join(path, 'processing', 'b.txt'));
    mkdirSync(join(path, 'processing', 'c.txt'));
    expect(await folder.list()).toEqual({ files: [], unnamed: [], errors: [] });
    expect(await folder.listInterrupted()).toEqual([]);
    const location = { bucket: 'inbox', key: 'inbox/b.txt' };
    await expect(folder.inbox.get(location, LIMITS)).rejects.toMatchObject({ code: 'storage-unavailable' });

    symlinkSync(secret, join(path, 'failed', 'd.txt.reason.json'));
    writeFileSync(join(path, 'd.txt'), 'dropped');
    for (const file of (await folder.list()).files) expect(await folder.take(file)).toBe(true);
    await folder.finish('d.txt', PROBLEM);
    expect(readFileSync(secret, 'utf8')).toBe('secret');
    expect(lstatSync(join(path, 'failed', 'd.txt.reason.json')).isSymbolicLink()).toBe(true);
    expect(existsSync(join(path, 'processing', 'd.txt'))).toBe(false);
  });
});

test('a file of any name goes to the event handler and is settled', async () => {
  const { container } = await startApp();
  const publisher = createMemoryPublisher();
  const deliveries = createLocalDeliveries({ ...container, publisher, tracer: createNoTracer(), random: Math.random });
  const path = join(root, 'names');
  const folder = await openDroppedFiles(path, container.clock);
  const names = [
    'a b.txt',
    'a+b.txt',
    'a%20b.txt',
    '%2e%2e%2f.txt',
    '..txt',
    'é漢😀.txt',
    'a?b#c&d.txt',
    'a\'"<>.txt',
    'a\\..\\b.txt',
    'a\nb.txt',
  ];
  // What begins with a dot is hidden.
  const visible = names.filter((name) => !name.startsWith('.'));
  for (const name of names) {
    writeFileSync(join(path, name), `${ARTICLE.text}\n\nLe fichier portait le nom ${names.indexOf(name)}.`);
  }
  const settled: [name: string, status: string][] = [];
  for (const file of (await folder.list()).files) {
    await deliveries.deliver(
      async () => {
        await folder.take(file);
        return { inbox: folder.inbox, key: `inbox/${file.name}` };
      },
      async ({ status }) => void settled.push([file.name, status]),
    );
  }
  expect(settled.sort()).toEqual(visible.map((name) => [name, 'processed']).sort());
});
