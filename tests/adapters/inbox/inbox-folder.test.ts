import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openFolderInbox } from '../../../shared/adapters/inbox-folder.ts';
import { createStreamLogger } from '../../../shared/adapters/telemetry/logger-stream.ts';
import { describeInbox } from '../../contracts/inbox-contract.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';

const LIMITS = { maxBytes: 1_000_000, acceptsType: () => true };
const OPTIONS = { contentType: 'application/json', metadata: { 'correlation-id': 'request-1' } };
const KEY = 'inbox/accepted/ecole/1.json';

let root: string;
let directory: string;
let log: string[];
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'depeche-inbox-'));
});
beforeEach(() => {
  directory = join(mkdtempSync(join(root, 'run-')), 'accepted');
  log = [];
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const open = () => {
  const clock = createManualClock();
  const logger = createStreamLogger({ write: (line) => void log.push(line), level: 'info', clock });
  return openFolderInbox({ directory, bucket: 'inbox', logger });
};

describeInbox('a folder', async () => {
  const inbox = await open();
  const store = (key: string, body: Uint8Array, contentType = 'application/octet-stream') =>
    inbox.put(key, body, { contentType });
  return { inbox, store };
});

describe('the folder inbox', () => {
  test('is what it was at the next start', async () => {
    const first = await open();
    await first.put(KEY, '{"text":"été"}', OPTIONS);
    await first.put('inbox/accepted/ecole/2.json', '{}', { contentType: 'application/json' });
    await first.put('inbox/bytes', Uint8Array.of(0xff, 0, 0xfe), { contentType: 'application/octet-stream' });
    await first.remove({ bucket: 'inbox', key: 'inbox/accepted/ecole/2.json' });
    const second = await open();
    expect((await second.list('')).map(({ key }) => key).sort()).toEqual([KEY, 'inbox/bytes']);
    const object = await second.get({ bucket: 'inbox', key: KEY }, LIMITS);
    expect({ ...object, body: Buffer.from(object.body).toString() }).toEqual({ body: '{"text":"été"}', ...OPTIONS });
    const bytes = await second.get({ bucket: 'inbox', key: 'inbox/bytes' }, LIMITS);
    expect([...bytes.body]).toEqual([0xff, 0, 0xfe]);
  });

  test('reads what an earlier release put', async () => {
    await open();
    const earlier = { key: KEY, body: '{"text":"été"}', options: OPTIONS };
    writeFileSync(join(directory, 'cafe.json'), JSON.stringify(earlier));
    const inbox = await open();
    expect(Buffer.from((await inbox.get({ bucket: 'inbox', key: KEY }, LIMITS)).body).toString()).toBe(earlier.body);
    await inbox.remove({ bucket: 'inbox', key: KEY });
    expect(readdirSync(directory)).toEqual([]);
  });

  test('forgets what was never put whole, keeps and names what is damaged, leaves other files alone', async () => {
    await open();
    writeFileSync(join(directory, 'cafe.json.part'), '{"key":');
    writeFileSync(join(directory, 'damaged.json'), '{');
    writeFileSync(join(directory, 'notes.txt'), 'mine');
    expect(await (await open()).list('')).toEqual([]);
    expect(readdirSync(directory).sort()).toEqual(['damaged.json', 'notes.txt']);
    expect(log.join('')).toContain('damaged.json');
  });

  test('a process that ended between two files of one key leaves one object of it', async () => {
    const inbox = await open();
    await inbox.put(KEY, '{"text":"a"}', OPTIONS);
    const [name = ''] = readdirSync(directory);
    writeFileSync(join(directory, 'other.json'), readFileSync(join(directory, name)));
    const again = await open();
    expect(await again.list('')).toHaveLength(1);
    expect(readdirSync(directory)).toHaveLength(1);
    expect((await again.get({ bucket: 'inbox', key: KEY }, LIMITS)).body).toHaveLength(12);
  });

  test('an object that is put while the one before is being removed stays', async () => {
    const inbox = await open();
    for (let turn = 0; turn < 50; turn += 1) {
      await inbox.put(KEY, `${turn}`, OPTIONS);
      await Promise.all([
        inbox.remove({ bucket: 'inbox', key: KEY }),
        inbox.put(KEY, `{"turn":${turn}}`, OPTIONS),
        inbox.put('inbox/other', `${turn}`, OPTIONS),
      ]);
      const { body } = await inbox.get({ bucket: 'inbox', key: KEY }, LIMITS);
      expect(Buffer.from(body).toString()).toBe(`{"turn":${turn}}`);
    }
    expect(readdirSync(directory)).toHaveLength(2);
  });

  test('an object is found at any moment while later ones take its place', async () => {
    const inbox = await open();
    await inbox.put(KEY, '0', OPTIONS);
    const putting = Array.from({ length: 30 }, (_, turn) => inbox.put(KEY, `${turn}`, OPTIONS));
    const getting = Array.from({ length: 30 }, () => inbox.get({ bucket: 'inbox', key: KEY }, LIMITS));
    await Promise.all([...putting, ...getting]);
    expect(readdirSync(directory)).toHaveLength(1);
  });

  test('is unavailable for the moment where the folder cannot be read or written', async () => {
    const inbox = await open();
    await inbox.put(KEY, '{}', OPTIONS);
    rmSync(directory, { recursive: true });
    writeFileSync(directory, 'a file in its place');
    const expected = { code: 'storage-unavailable', retryable: true };
    await expect(inbox.put(KEY, '{}', OPTIONS)).rejects.toMatchObject(expected);
    await expect(inbox.get({ bucket: 'inbox', key: KEY }, LIMITS)).rejects.toMatchObject(expected);
    await expect(open()).rejects.toMatchObject({ code: 'EEXIST', path: directory });
  });
});
