import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Container, createContainer } from '../../../../functions/wiring/create-container.ts';
import { createLocalInbox, type LocalInbox } from '../../../../functions/local/inbox/start-inbox.ts';
import { createStreamLogger } from '../../../../shared/adapters/telemetry/logger-stream.ts';
import { createMemoryTranslator, type MemoryTranslatorOptions } from '../../../support/translator-memory.ts';
import { DepecheError } from '../../../../shared/core/errors.ts';
import type { Clock } from '../../../../shared/ports/clock.ts';
import { createSystemClock } from '../../../../shared/adapters/clock-system.ts';
import { loadCliConfig } from '../../../../shared/config/service-config.ts';
import { createVirtualClock } from '../../../app/support/virtual-clock.ts';
import { input, TEXT } from '../../../app/support/setup.ts';

/** Files are taken when they have stood still for a moment. */
const PATIENCE = { timeout: 60_000, interval: 20 };

let data: string;
let running: { inbox: LocalInbox; container: Container; said: string[]; log: string[] } | undefined;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'depeche-inbox-'));
});
afterEach(async () => {
  await stop();
  rmSync(data, { recursive: true, force: true });
});

/** What `npm start` runs beside its server, with an engine that can fail. */
async function start(engine: MemoryTranslatorOptions = {}, clock: Clock = createVirtualClock()) {
  const said: string[] = [];
  const log: string[] = [];
  const logger = createStreamLogger({ write: (line) => void log.push(line), level: 'info', clock });
  const inbox = createLocalInbox(data);
  const overrides = { translator: createMemoryTranslator(engine), logger, inbox, clock };
  const container = await createContainer(loadCliConfig({}), overrides);
  await inbox.start(container, { publicUrl: 'http://localhost:8787', say: (line) => void said.push(line) });
  running = { inbox, container, said, log };
  return running;
}

/** With an engine that never answers; time that jumps would pass its deadline at once. */
const startHanging = () => start({ beforeCall: () => new Promise(() => {}) }, createSystemClock());

async function stop(): Promise<void> {
  await running?.inbox.close(0);
  await running?.container.close();
  running = undefined;
}

const path = (...names: string[]) => join(data, 'inbox', ...names);
const drop = (name: string, content: string | Uint8Array) => writeFileSync(path(name), content);
const reason = (name: string) => JSON.parse(readFileSync(path('failed', `${name}.reason.json`), 'utf8'));
const waitForFile = (...names: string[]) => vi.waitFor(() => expect(existsSync(path(...names))).toBe(true), PATIENCE);

describe('the inbox of a laptop', () => {
  test('takes text, HTML and JSON; each shows up in the API and ends in done/', async () => {
    const { container, said } = await start();
    drop('ecole.txt', TEXT);
    drop('page.html', `<html><body><article><p>${TEXT.replaceAll('\n\n', '</p><p>')}</p></article></body></html>`);
    drop('two.json', JSON.stringify({ id: 'own-id', text: TEXT, target: 'de' }));
    for (const name of ['ecole.txt', 'page.html', 'two.json']) await waitForFile('done', name);
    for (const [id, target] of [
      ['ecole', 'en'],
      ['page', 'en'],
      ['own-id', 'de'],
    ] as const) {
      expect(await container.useCases.getArticle({ id, target })).toMatchObject({ status: 'completed' });
    }
    await vi.waitFor(
      () => expect(said.sort()).toEqual(['ecole.txt: done', 'page.html: done', 'two.json: done']),
      PATIENCE,
    );
    const events = readFileSync(join(data, 'events.jsonl'), 'utf8').trim().split('\n');
    expect(events.map((line) => JSON.parse(line)['detail-type'])).toEqual(Array(3).fill('ArticleProcessed'));
  });

  test('puts what cannot be processed into failed/ with the reason beside it', async () => {
    const { container } = await start();
    drop('empty.txt', '   \n');
    drop('broken.json', '{"text":');
    drop('photo.txt', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10));
    drop('huge.txt', new Uint8Array(10_000_001).fill(97));
    const expected = {
      'empty.txt': 'empty-article',
      'broken.json': 'invalid-json',
      'photo.txt': 'unsupported-media-type',
      'huge.txt': 'payload-too-large',
    };
    for (const [name, code] of Object.entries(expected)) {
      await waitForFile('failed', name);
      expect(reason(name)).toMatchObject({ code, detail: expect.any(String), failedAt: expect.any(String) });
      const id = name.split('.')[0] ?? '';
      expect(await container.useCases.getArticle({ id, target: 'en' })).toMatchObject({ status: 'failed' });
    }
  });

  test('a wrong type or an empty file that stays so is a failed article, named by its file, with its event', async () => {
    const { container } = await start();
    drop('report.pdf', '%PDF-1.7');
    drop('notes', TEXT);
    drop('nothing.txt', '');
    const expected = {
      'report.pdf': 'unsupported-media-type',
      notes: 'unsupported-media-type',
      'nothing.txt': 'empty-article',
    };
    for (const [name, code] of Object.entries(expected)) {
      await waitForFile('failed', name);
      expect(reason(name)).toMatchObject({ code });
      const id = name.split('.')[0] ?? '';
      expect(await container.useCases.getArticle({ id, target: 'en' })).toMatchObject({ status: 'failed' });
    }
    const events = readFileSync(join(data, 'events.jsonl'), 'utf8').trim().split('\n');
    const told = events.map((line) => JSON.parse(line)).map((event) => [event['detail-type'], event.detail.id]);
    expect(told.sort()).toEqual(['notes', 'nothing', 'report'].map((id) => ['ArticleFailed', id]));
  });

  test('takes files in folders below, and extensions in any case', async () => {
    const { container } = await start();
    mkdirSync(path('2026', 'mars'), { recursive: true });
    drop('2026/mars/ecole.txt', TEXT);
    drop('ECOLE.TXT', TEXT);
    await waitForFile('done', '2026', 'mars', 'ecole.txt');
    await waitForFile('done', 'ECOLE.TXT');
    for (const id of ['2026:mars:ecole', 'ECOLE']) {
      expect(await container.useCases.getArticle({ id, target: 'en' })).toMatchObject({ status: 'completed' });
    }
  });

  test('a file over the budget ends in failed/ with that reason at once', async () => {
    const refused = new DepecheError('budget-exhausted', 'The budget of this month is spent.');
    const { container } = await start({ beforeCall: () => Promise.reject(refused) });
    drop('ecole.txt', TEXT);
    await waitForFile('failed', 'ecole.txt');
    expect(reason('ecole.txt')).toMatchObject({ code: 'budget-exhausted', detail: refused.message });
    expect(await container.useCases.getArticle({ id: 'ecole', target: 'en' })).toMatchObject({ status: 'failed' });
  });

  test('leaves hidden files alone, and folders', async () => {
    const { said } = await start();
    drop('.ecole.txt.part', TEXT);
    mkdirSync(path('folder', '.hidden'), { recursive: true });
    drop('folder/.hidden/ecole.txt', TEXT);
    drop('ecole.txt', TEXT);
    await waitForFile('done', 'ecole.txt');
    expect(readdirSync(path()).sort()).toEqual(['.ecole.txt.part', 'done', 'failed', 'folder', 'processing']);
    expect(readdirSync(path('folder', '.hidden'))).toEqual(['ecole.txt']);
    await vi.waitFor(() => expect(said).toEqual(['ecole.txt: done']), PATIENCE);
  });

  test('keeps an earlier file of the same name', async () => {
    await start();
    drop('ecole.txt', TEXT);
    await waitForFile('done', 'ecole.txt');
    drop('ecole.txt', `${TEXT} Suite.`);
    await vi.waitFor(() => expect(readdirSync(path('done'))).toHaveLength(2), PATIENCE);
    const kept = readdirSync(path('done')).map((name) => readFileSync(path('done', name), 'utf8'));
    expect(kept.sort()).toEqual([TEXT, `${TEXT} Suite.`].sort());
  });

  test('loses no file over a restart: what was under way is taken again', async () => {
    const { log } = await startHanging();
    drop('ecole.txt', TEXT);
    await waitForFile('processing', 'ecole.txt');
    await stop();
    drop('other.txt', TEXT);
    await start();
    await waitForFile('done', 'ecole.txt');
    await waitForFile('done', 'other.txt');
    expect(log.join('')).not.toContain('"level":"error"');
  });
});

describe('articles that the API of a laptop accepts for later', () => {
  const accepted = () => readdirSync(join(data, 'accepted'));
  const request = { ...input({ id: 'ecole' }), publishedAt: undefined };

  test('go the same way and leave nothing behind', async () => {
    const { container } = await start();
    const state = await container.useCases.acceptArticle?.(request, { correlationId: 'request-1', apiKeyId: 'key-1' });
    expect(state).toMatchObject({ id: 'ecole', status: 'processing' });
    await vi.waitFor(async () => {
      expect(await container.useCases.getArticle({ id: 'ecole', target: 'en' })).toMatchObject({ status: 'completed' });
    }, PATIENCE);
    await vi.waitFor(() => expect(accepted()).toEqual([]), PATIENCE);
    const [event = ''] = readFileSync(join(data, 'events.jsonl'), 'utf8').split('\n');
    expect(JSON.parse(event).detail).toMatchObject({ id: 'ecole', correlationId: 'request-1' });
  });

  test('are not lost when the process ends before they are done', async () => {
    const first = await startHanging();
    await first.container.useCases.acceptArticle?.(request, { correlationId: 'request-1' });
    await stop();
    expect(accepted()).toHaveLength(1);
    writeFileSync(join(data, 'accepted', 'damaged.json'), '{');
    const { container, log } = await start();
    await vi.waitFor(async () => {
      expect(await container.useCases.getArticle({ id: 'ecole', target: 'en' })).toMatchObject({ status: 'completed' });
    }, PATIENCE);
    await vi.waitFor(() => expect(accepted()).toEqual(['damaged.json']), PATIENCE);
    expect(log.join('')).toContain('damaged.json');
  });

  test('are refused while the folder cannot be written', async () => {
    const { container } = await start();
    rmSync(join(data, 'accepted'), { recursive: true });
    writeFileSync(join(data, 'accepted'), 'a file in its place');
    const accepting = container.useCases.acceptArticle?.(request, { correlationId: 'request-1' });
    await expect(accepting).rejects.toMatchObject({ code: 'storage-unavailable', retryable: true });
  });
});
