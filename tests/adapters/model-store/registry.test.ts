import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createModelStore, type ModelStoreOptions } from '../../../shared/adapters/model-store/create-model-store.ts';
import type { RemoteModel } from '../../../shared/adapters/model-store/remote-model.ts';
import { createBergamotTranslator } from '../../../shared/adapters/translator-bergamot/create-bergamot-translator.ts';
import { collectTranslation } from '../../contracts/translator-contract.ts';
import {
  generateModel,
  type ModelContents,
  publish,
  REGISTRY_PATH,
  type RegistryEntry,
} from '../../support/model-registry/publish-test-model.ts';
import {
  breakAtHalf,
  breakUnpacked,
  type Mirror,
  type MirrorOptions,
  startMirror,
  type Trouble,
} from '../../support/model-registry/start-mirror.ts';

let contents: ModelContents;
let base: string;
let directory: string;
const open: Mirror[] = [];

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'depeche-registry-'));
  contents = await generateModel();
});
afterAll(() => rm(base, { recursive: true }));
beforeEach(async () => {
  directory = await mkdtemp(join(base, 'store-'));
});
afterEach(async () => {
  for (const mirror of open.splice(0)) await mirror.close();
});

async function serve(files: ReadonlyMap<string, Buffer>, options?: MirrorOptions): Promise<Mirror> {
  const mirror = await startMirror(files, options);
  open.push(mirror);
  return mirror;
}

async function startRegistry(entry: RegistryEntry = {}, options?: MirrorOptions) {
  const { files, addRegistry } = publish(contents, entry);
  const mirror = await serve(files, options);
  addRegistry(mirror.url);
  return { files, mirror, registry: `${mirror.url}/${REGISTRY_PATH}` };
}

const openStore = (options: Partial<ModelStoreOptions>) =>
  createModelStore({ directory, published: [], pause: async () => {}, ...options });
const unavailable = { name: 'DepecheError', code: 'translator-unavailable' };
const isSound = async (store: ReturnType<typeof openStore>) =>
  (await store.verify('fr-en-base-memory')).every(({ problem }) => problem === undefined);
/** No trouble: what is asked for before the request that gets into some. */
const answer: Trouble = (_, response, content) => void response.end(content);
const askedFor = ({ requests }: Mirror) => requests.map(({ path }) => path.split('/').at(-1));

describe('a registry of one’s own', () => {
  test('gives its fr-en model, wherever it says its files are, and nothing else is asked', async () => {
    const { mirror, registry } = await startRegistry({ folder: 'elsewhere/2027/fren' });
    const other = await serve(new Map());
    const store = openStore({ registry, mirror: other.url });

    const offer = await store.offer();
    expect(offer).toMatchObject({ name: 'fr-en-base-memory', host: new URL(mirror.url).host });
    expect(offer.summary).toContain('FLORES BLEU 42.95');
    const model = await store.pull(offer.name);

    expect(model).toMatchObject({ name: 'fr-en-base-memory', quality: 'standard' });
    const translator = createBergamotTranslator({ model, maxWorkers: 1 });
    const { translations } = await collectTranslation(translator, { sentences: ['Oui.'], source: 'fr', target: 'en' });
    await translator.close();
    expect(translations).toEqual(['Yes.']);
    expect(mirror.requests.every(({ encoding }) => encoding === 'gzip')).toBe(true);
    expect(other.requests).toEqual([]);
  });

  test('takes what is released before what is tried out, and an entry without a shortlist', async () => {
    const { files, mirror, registry } = await startRegistry();
    const whole = JSON.parse(String(files.get(REGISTRY_PATH)));
    const [entry] = whole.models['fr-en'];
    const { lexicalShortlist: _, ...rest } = entry.files;
    const two = { ...entry.files, vocab: undefined, srcVocab: { path: 'a' }, trgVocab: { path: 'b' } };
    whole.models['fr-en'] = [
      { ...entry, architecture: 'base', releaseStatus: 'Nightly' },
      { ...entry, architecture: 'two vocabularies', files: two },
      { ...entry, architecture: 'Tiny Memory!', files: rest },
    ];
    files.set(REGISTRY_PATH, gzipSync(JSON.stringify(whole)));
    const store = openStore({ registry });

    expect((await store.list()).models.map(({ name }) => name)).toEqual(['fr-en-tiny-memory-', 'fr-en-base']);
    const model = await store.pull((await store.offer()).name);
    expect(model.files.shortlist).toBeUndefined();
    expect(askedFor(mirror)).not.toContain('lex.50.50.fren.s2t.bin.gz');
  });

  test.each([
    ['no JSON', () => '<html>'],
    ['no fr-en', (text: string) => text.replace('"fr-en"', '"fr-es"')],
    ['a path that leads out', (text: string) => text.replaceAll('models/fr-en', '../models')],
    ['another site’s path', (text: string) => text.replaceAll('models/fr-en', 'http://other.example')],
    ['weights without a checksum', (text: string) => text.replace('uncompressedHash', 'hash')],
    ['files on the disk', (text: string) => text.replace('"http://', '"file://')],
  ])('with %s is none', async (_, falsify) => {
    const { files, mirror, registry } = await startRegistry();
    files.set(REGISTRY_PATH, Buffer.from(falsify(String(files.get(REGISTRY_PATH)))));

    await expect(openStore({ registry }).offer()).rejects.toMatchObject({ ...unavailable, retryable: false });
    expect(mirror.requests).toHaveLength(1);
  });

  test('is asked again when it does not answer, and given up in the end', async () => {
    const { mirror, registry } = await startRegistry();
    const busy: Trouble = (_, response) => void response.writeHead(503).end();
    mirror.troubles.push(busy, breakAtHalf);
    expect((await openStore({ registry }).offer()).name).toBe('fr-en-base-memory');

    mirror.troubles.push(busy, busy, busy);
    await expect(openStore({ registry }).offer()).rejects.toMatchObject({
      ...unavailable,
      message: expect.stringContaining('answered 503'),
    });
    const silent: Trouble = () => {};
    mirror.troubles.push(silent, silent, silent);
    await expect(openStore({ registry, stallMs: 50 }).offer()).rejects.toMatchObject(unavailable);
  });

  test('is listed with what is here, and without it where it does not answer', async () => {
    const { mirror, registry } = await startRegistry();
    const store = openStore({ registry });
    await store.pull('fr-en-base-memory');
    expect((await store.list()).models).toMatchObject([{ name: 'fr-en-base-memory', isInstalled: true }]);

    await mirror.close();
    const { models, registryProblem } = await store.list();
    expect(models).toMatchObject([{ name: 'fr-en-base-memory', isInstalled: true }]);
    expect(registryProblem?.message).toContain('The registry of models could not be fetched');
  });

  test('beside the published models shows what this version does not know', async () => {
    const { registry } = await startRegistry();
    const store = openStore({ publicRegistry: registry });

    expect((await store.list()).models).toMatchObject([
      { name: 'fr-en-base-memory (registry)', downloadBytes: undefined, summary: expect.stringContaining(registry) },
    ]);
    await expect(store.pull('fr-en-base-memory')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a way that is not straight', () => {
  test('ends with the whole model where servers unpack on the way and the connection breaks: begun anew', async () => {
    const { mirror, registry } = await startRegistry({}, { unpacks: true });
    const store = openStore({ registry });
    await store.offer();
    mirror.troubles.push(answer, breakUnpacked);

    await store.pull('fr-en-base-memory');

    expect(await isSound(store)).toBe(true);
    expect(askedFor(mirror).filter((name) => name?.startsWith('model.fren'))).toHaveLength(2);
    expect(mirror.requests.every(({ range }) => range === undefined)).toBe(true);
  });

  test('ends with the whole model where a connection breaks at half: continued', async () => {
    const { files, mirror, registry } = await startRegistry();
    const half = Math.floor(
      (files.get('models/fr-en/trained_1/exported/model.fren.intgemm.alphas.bin.gz')?.length ?? 0) / 2,
    );
    let breakOff = () => {};
    mirror.troubles.push(answer, (_, response, content = Buffer.alloc(0)) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, half));
      breakOff = () => void response.destroy();
    });
    const store = openStore({ registry });

    // Broken once the half is here; before, what is on its way would be lost.
    await store.pull('fr-en-base-memory', { onProgress: () => breakOff() });

    expect(await isSound(store)).toBe(true);
    expect(mirror.requests.map(({ range }) => range).filter(Boolean)).toEqual([`bytes=${half}-`]);
  });

  test('takes nothing of a connection whose end looks like that of the file', async () => {
    const { mirror, registry } = await startRegistry();
    const cutWithoutLength: Trouble = ({ socket }, _, content = Buffer.alloc(0)) => {
      socket.end(
        Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n'), content.subarray(0, 100)]),
      );
    };
    mirror.troubles.push(answer, answer, cutWithoutLength);
    const store = openStore({ registry });

    await store.pull('fr-en-base-memory');

    expect(await isSound(store)).toBe(true);
    expect(mirror.requests.map(({ range }) => range).filter(Boolean)).toEqual(['bytes=100-']);
  });

  test.each([
    ['a file that is cut at the publisher', (content: Buffer) => content.subarray(0, content.length - 9)],
    [
      'a packed file that is damaged',
      (content: Buffer) => Buffer.concat([content.subarray(0, 50), Buffer.alloc(50), content.subarray(100)]),
    ],
    ['weights that are others', () => gzipSync('other weights')],
    ['weights that are too long', (content: Buffer) => gzipSync(Buffer.alloc(content.length * 40))],
    ['an empty file', () => Buffer.alloc(0)],
  ])('puts nothing in place of %s', async (_, falsify) => {
    const { files, registry } = await startRegistry();
    for (const [path, content] of files) if (path.includes('model.fren')) files.set(path, falsify(content));

    await expect(openStore({ registry }).pull('fr-en-base-memory')).rejects.toMatchObject(unavailable);
    expect(await readdir(directory)).toEqual([]);
  });

  test('puts nothing in place of a vocabulary that is no whole packed file', async () => {
    const { files, registry } = await startRegistry();
    for (const [path, content] of files)
      if (path.includes('vocab')) files.set(path, content.subarray(0, content.length - 9));

    await expect(openStore({ registry }).pull('fr-en-base-memory')).rejects.toMatchObject(unavailable);
    expect(existsSync(join(directory, 'fr-en-base-memory'))).toBe(false);
  });

  test('keeps what was right, and fetches the rest in another run', async () => {
    const { mirror, registry } = await startRegistry();
    mirror.troubles.push(answer, answer, (_, response) => void response.writeHead(403).end());
    await expect(openStore({ registry }).pull('fr-en-base-memory')).rejects.toMatchObject({
      message: expect.stringMatching(
        /^The model fr-en-base-memory could not be fetched \(127\.0\.0\.1:\d+ answered 403\)/,
      ),
    });
    const before = mirror.requests.length;

    const store = openStore({ registry });
    await store.pull('fr-en-base-memory');

    expect(await isSound(store)).toBe(true);
    expect(askedFor(mirror).slice(before)).toEqual(['models.json', 'vocab.fren.spm.gz', 'lex.50.50.fren.s2t.bin.gz']);
    expect(await readdir(directory)).toEqual(['fr-en-base-memory']);
  });

  test('puts no half of one model to another of the same name', async () => {
    const { mirror, registry } = await startRegistry();
    mirror.troubles.push(answer, answer, (_, response) => void response.writeHead(403).end());
    await expect(openStore({ registry }).pull('fr-en-base-memory')).rejects.toMatchObject(unavailable);
    const { model, vocabulary, shortlist } = contents;
    const others = publish({ model: Buffer.concat([model, Buffer.alloc(1)]), vocabulary, shortlist });
    const otherMirror = await serve(others.files);
    others.addRegistry(otherMirror.url);

    await openStore({ registry: `${otherMirror.url}/${REGISTRY_PATH}` }).pull('fr-en-base-memory');

    expect(askedFor(otherMirror)).toHaveLength(4);
    expect(await readdir(directory)).toEqual(['fr-en-base-memory']);
  });

  test('stops at once when asked to, and keeps what has arrived', async () => {
    const { mirror, registry } = await startRegistry();
    const stop = new AbortController();
    const sendHalf: Trouble = (_, response, content = Buffer.alloc(0)) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 500));
    };
    mirror.troubles.push(answer, sendHalf);
    const pulling = openStore({ registry }).pull('fr-en-base-memory', {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('stopped')),
    });
    await expect(pulling).rejects.toThrow('stopped');

    await openStore({ registry }).pull('fr-en-base-memory');
    expect(mirror.requests.map(({ range }) => range).filter(Boolean)).toEqual(['bytes=500-']);
  });

  test('gives up a call that takes too long, however much it brings', async () => {
    const { mirror, registry } = await startRegistry();
    const endless: Trouble = (_, response, content = Buffer.alloc(0)) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 100));
    };
    mirror.troubles.push(answer, endless, endless, endless, endless);

    await expect(openStore({ registry, callMs: 30 }).pull('fr-en-base-memory')).rejects.toMatchObject(unavailable);
  });
});

describe('several places', () => {
  async function startPlaces() {
    const { files, registry } = await startRegistry();
    const [own, next, last] = [await serve(files), await serve(files), await serve(files)];
    const store = openStore({ registry });
    const at = await store.offer();
    expect(at.name).toBe('fr-en-base-memory');
    return { files, own, next, last };
  }

  const locate = (places: readonly Mirror[], files: ReadonlyMap<string, Buffer>): RemoteModel => {
    const [model = '', vocabulary = '', shortlist = ''] = [...files.keys()];
    const registry = JSON.parse(String(files.get(REGISTRY_PATH)));
    const { uncompressedSize: bytes, uncompressedHash: sha256 } = registry.models['fr-en'][0].files.model;
    const at = (path: string) => ({ addresses: places.map(({ url }) => `${url}/${path}`) });
    return {
      name: 'fr-en-small',
      summary: 'for tests',
      licence: 'Apache-2.0',
      origin: 'generated',
      files: {
        model: { ...at(model), unpacked: { bytes, sha256 } },
        vocabulary: at(vocabulary),
        shortlist: at(shortlist),
      },
    };
  };

  test.each([
    ['has not the file', (_, response) => void response.writeHead(404).end()],
    ['refuses', (_, response) => void response.writeHead(403).end()],
    ['has another file', (_, response) => void response.end(gzipSync('other'))],
    [
      'has another address for it',
      (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    ],
  ] satisfies [string, Trouble][])('are asked in order: the next one where one %s', async (_, trouble) => {
    const { files, own, next, last } = await startPlaces();
    own.troubles.push(trouble);
    const store = openStore({ published: [locate([own, next, last], files)] });

    await store.pull('fr-en-small');

    expect([own, next, last].map(({ requests }) => requests.length)).toEqual([3, 1, 0]);
    expect((await store.verify('fr-en-small')).every(({ problem }) => problem === undefined)).toBe(true);
  });

  test('are all named in one line when none of them has it', async () => {
    const { files, own, next, last } = await startPlaces();
    own.troubles.push((_, response) => void response.writeHead(404).end());
    next.troubles.push((_, response) => void response.writeHead(403).end());
    await last.close();

    const failed = openStore({ published: [locate([own, next, last], files)] }).pull('fr-en-small');

    await expect(failed).rejects.toMatchObject({ ...unavailable, retryable: true });
    await expect(failed).rejects.toThrow(/does not have model\.fren.*; 127\.0\.0\.1:\d+ answered 403; .*no connection/);
    await expect(failed).rejects.not.toThrow(/\n/);
  });
});
