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
import { join } from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openInboxFolder } from '../../functions/local/inbox-folder.ts';
import { createLocalQueue } from '../../functions/local/local-queue.ts';
import { openLocalPipeline } from '../../functions/wiring/local.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createMemoryPublisher } from '../support/publisher-memory.ts';
import { createNoTracer } from '../../shared/adapters/tracer-none.ts';
import { ARTICLE, startApp } from '../functions/http/start-app.ts';
import { createManualClock } from '../support/dynamodb/manual-clock.ts';
import { hostileId, oddString } from './support/hostile-values.ts';
import { runs } from './support/runs.ts';

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

const PROBLEM = { code: 'empty-article', detail: 'Send its body text.' } as const;

describe('the folder of dropped files', () => {
  test('takes, reads and finishes files of any name and loses none', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.oneof({ arbitrary: fileName, weight: 6 }, { arbitrary: longName, weight: 1 }), {
          minLength: 1,
          maxLength: 5,
          selector: (name) => name.normalize('NFC').toLowerCase(),
        }),
        fc.boolean(),
        async (names, isRefused) => {
          const place = mkdtempSync(join(root, 'place-'));
          const path = join(place, 'inbox');
          const folder = await openInboxFolder(path, createManualClock());
          // Twice, because the second file of a name must not take the place of the first.
          for (const round of ['first', 'second']) {
            for (const name of names) writeFileSync(join(path, name), `${round} ${name}`);
            const dropped = await folder.listDropped();
            expect(dropped.map(({ name }) => name).sort()).toEqual([...names].sort());
            for (const name of names) {
              expect(await folder.take(name)).toBe(true);
              const { key, body } = await folder.read(name);
              expect(key).toBe(`inbox/${name}`);
              expect(Buffer.from(body ?? '').toString()).toBe(`${round} ${name}`);
              await folder.finish(name, isRefused ? PROBLEM : undefined);
            }
          }
          expect(readdirSync(place)).toEqual(['inbox']);
          const end = join(path, isRefused ? 'failed' : 'done');
          const contents = readdirSync(end).map((name) => readFileSync(join(end, name), 'utf8'));
          for (const name of names) {
            expect(contents).toContain(`first ${name}`);
            expect(contents).toContain(`second ${name}`);
          }
          expect(contents).toHaveLength(names.length * (isRefused ? 4 : 2));
          expect(await folder.listInterrupted()).toEqual([]);
        },
      ),
      runs(50),
    ));

  test('follows no link, wherever it lies', async () => {
    const path = join(root, 'links');
    const secret = join(root, 'secret.txt');
    writeFileSync(secret, 'secret');
    const folder = await openInboxFolder(path, createManualClock());
    symlinkSync(secret, join(path, 'a.txt'));
    symlinkSync(root, join(path, 'folder.txt'));
    symlinkSync(secret, join(path, 'processing', 'b.txt'));
    mkdirSync(join(path, 'processing', 'c.txt'));
    expect(await folder.listDropped()).toEqual([]);
    expect(await folder.listInterrupted()).toEqual([]);
    await expect(folder.read('b.txt')).rejects.toThrow();

    symlinkSync(secret, join(path, 'failed', 'd.txt.reason.json'));
    writeFileSync(join(path, 'd.txt'), 'dropped');
    await folder.take('d.txt');
    await folder.finish('d.txt', PROBLEM);
    expect(readFileSync(secret, 'utf8')).toBe('secret');
    expect(lstatSync(join(path, 'failed', 'd.txt.reason.json')).isSymbolicLink()).toBe(true);
    expect(existsSync(join(path, 'processing', 'd.txt'))).toBe(false);
  });
});

test('a file of any name goes through the bucket and the queue, and its message is settled', async () => {
  const clock = createSystemClock();
  const { container } = await startApp({ overrides: { clock } });
  const publisher = createMemoryPublisher();
  const deps = { ...container, clock, publisher, tracer: createNoTracer(), publicUrl: undefined };
  const queue = createLocalQueue({ ...deps, open: openLocalPipeline });
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
  try {
    const outcomes = await Promise.all(
      names.map((name) => {
        const body = `${ARTICLE.text}\n\nLe fichier portait le nom ${names.indexOf(name)}.`;
        return queue.deliver({
          key: `inbox/${name}`,
          bytes: body.length,
          body,
          options: { contentType: 'text/plain' },
        });
      }),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(names.map(() => 'processed'));
  } finally {
    await queue.close(0);
  }
});
