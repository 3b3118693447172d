import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createModelStore, type ModelStoreOptions } from '../../../shared/adapters/model-store/create-model-store.ts';
import { publishedModels } from '../../../shared/adapters/model-store/published-models.ts';
import { partsOf, type RemoteFile, type RemoteModel } from '../../../shared/adapters/model-store/remote-model.ts';
import { createBergamotTranslator } from '../../../shared/adapters/translator-bergamot/create-bergamot-translator.ts';
import { collectTranslation } from '../../contracts/translator-contract.ts';
import { generateModel, type ModelContents } from '../../support/model-registry/publish-test-model.ts';
import { type Mirror, startMirror, type Trouble } from '../../support/model-registry/start-mirror.ts';

const checksum = (content: Buffer) => ({
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
});
const PATHS = {
  model: 'models/small/model.bin.gz',
  vocabulary: 'models/small/vocab.spm.gz',
  shortlist: 'models/small/lex.bin.gz',
};

/** A header, no words in common, no candidates: what the engine reads when it has nothing to go by. */
const files = new Map<string, Buffer>();
let contents: ModelContents;
let base: string;
let directory: string;
let mirror: Mirror;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'depeche-models-'));
  contents = await generateModel();
  for (const part of ['model', 'vocabulary', 'shortlist'] as const) files.set(PATHS[part], gzipSync(contents[part]));
});
afterAll(() => rm(base, { recursive: true }));
beforeEach(async () => {
  directory = await mkdtemp(join(base, 'store-'));
  mirror = await startMirror(files);
});
afterEach(() => mirror.close());

/** The models of the test, at these places in the order of asking. */
function publishAt(places: readonly string[]): RemoteModel[] {
  const locate = (part: keyof typeof PATHS): RemoteFile => ({
    addresses: places.map((place) => `${place}/${PATHS[part]}`),
    packed: checksum(files.get(PATHS[part]) ?? Buffer.alloc(0)),
  });
  const small = { summary: 'for tests', licence: 'Apache-2.0', origin: 'generated' };
  const named = (name: string, weights: Buffer): RemoteModel => ({
    ...small,
    name,
    files: {
      model: { ...locate('model'), unpacked: checksum(weights) },
      vocabulary: { ...locate('vocabulary'), unpacked: checksum(contents.vocabulary) },
      shortlist: { ...locate('shortlist'), unpacked: checksum(contents.shortlist) },
    },
  });
  return [named('small', contents.model), named('mislabelled', Buffer.from('other'))];
}

/** Where the half of the small model is put together. */
const workshop = () => join(directory, `.small.${checksum(contents.model).sha256.slice(0, 8)}.partial`);

const openStore = (options: Partial<ModelStoreOptions> = {}) =>
  createModelStore({
    directory,
    published: publishAt([mirror.url]),
    publicRegistry: `${mirror.url}/db/models.json`,
    pause: async () => {},
    ...options,
  });
const pull = (name = 'small') => openStore().pull(name);
const unavailable = { name: 'DepecheError', code: 'translator-unavailable' };
/** A copy of the model that was pulled, under another name. */
async function copyAs(name: string, to: string): Promise<void> {
  await cp(join(directory, 'small'), to, { recursive: true });
  const description = await readFile(join(to, 'model.json'), 'utf8');
  await writeFile(join(to, 'model.json'), description.replace('"small"', `"${name}"`));
}

const packedModel = () => files.get(PATHS.model) ?? Buffer.alloc(0);

describe('the model store', () => {
  test('pulls a model that then translates', async () => {
    const received: number[] = [];
    const totals: number[] = [];
    const model = await openStore().pull('small', {
      onProgress: (bytes, total) => {
        received.push(bytes);
        totals.push(total);
      },
    });

    const translator = createBergamotTranslator({ model, maxWorkers: 1 });
    const { translations } = await collectTranslation(translator, { sentences: ['Oui.'], source: 'fr', target: 'en' });
    await translator.close();
    expect(translations).toEqual(['Yes.']);
    const all = [...files.values()].reduce((sum, content) => sum + content.length, 0);
    expect(received.at(-1)).toBe(all);
    expect(new Set(totals)).toEqual(new Set([all]));
    expect(received.toSorted((left, right) => left - right)).toEqual(received);
  });

  test('lists what is published and what is there, verifies and removes it', async () => {
    const store = openStore();
    await store.pull('small');

    expect((await store.list()).models.map(({ name, isInstalled }) => [name, isInstalled])).toEqual([
      ['small', true],
      ['mislabelled', false],
    ]);
    expect((await store.verify('small')).map(({ problem }) => problem)).toEqual([undefined, undefined, undefined]);
    expect(await store.remove('small')).toBe(true);
    expect(await store.remove('small')).toBe(false);
    expect(await store.find()).toEqual({ model: undefined, isShipped: false, damaged: [] });
    await expect(store.verify('small')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is empty before the first model, whether or not its folder is there', async () => {
    const store = openStore({ directory: join(directory, 'nowhere') });

    expect(await store.find()).toEqual({ model: undefined, isShipped: false, damaged: [] });
    expect((await store.list()).models.map(({ isInstalled }) => isInstalled)).toEqual([false, false]);
  });

  test('finds the best model first, then one’s own, then the one that ships', async () => {
    await pull();
    await copyAs('a-own', join(directory, 'a-own'));
    await copyAs('shipped', join(base, 'shipped'));
    const find = async () => {
      const { model, isShipped } = await openStore({ shippedDirectory: join(base, 'shipped') }).find();
      return `${model?.name}${isShipped ? ', shipped' : ''}`;
    };

    expect(await find()).toBe('small');
    expect((await openStore().list()).models.map(({ name }) => name)).toEqual(['small', 'mislabelled', 'a-own']);
    await openStore().remove('small');
    expect(await find()).toBe('a-own');
    await openStore().remove('a-own');
    expect(await find()).toBe('shipped, shipped');
    expect((await openStore({ shippedDirectory: join(base, 'none') }).find()).model).toBeUndefined();
  });

  test.each([
    ['{', 'not readable'],
    ['{}', 'not readable'],
    ['{"name":"../small","licence":"x","origin":"x","files":{}}', 'not readable'],
    [undefined, 'missing'],
  ] as const)('passes over a model whose description is %j, and names it', async (text, problem) => {
    await pull();
    await copyAs('a-own', join(directory, 'a-own'));
    const file = join(directory, 'small', 'model.json');
    await (text === undefined ? rm(file) : writeFile(file, text));

    expect(await openStore().find()).toMatchObject({
      model: { name: 'a-own' },
      damaged: [{ name: 'small', file, problem }],
    });
    expect((await openStore().list()).models[0]).toMatchObject({
      name: 'small',
      isInstalled: true,
      damage: { file, problem },
    });
    expect(await openStore().verify('small')).toEqual([{ file, problem }]);
    await pull();
    expect(await openStore().find()).toMatchObject({ model: { name: 'small' }, damaged: [] });
  });

  test('takes a model for as good as its description says, and for finished when it does not say', async () => {
    const model = await pull();
    const description = join(directory, 'small', 'model.json');
    const told = JSON.parse(await readFile(description, 'utf8'));
    expect([model.quality, told.quality]).toEqual(['standard', 'standard']);
    const find = async (quality: unknown) => {
      await writeFile(description, JSON.stringify({ ...told, quality }));
      return openStore().find();
    };

    expect((await find(undefined)).model?.quality).toBe('standard');
    const draft = (await find('draft')).model;
    expect(draft?.quality).toBe('draft');
    if (draft)
      expect(createBergamotTranslator({ model: draft }).engine).toMatchObject({ model: 'small', quality: 'draft' });
    expect((await find('best')).damaged).toMatchObject([{ name: 'small', problem: 'not readable' }]);
  });

  test('passes over a model with a file of another size; other bytes are for the engine to find', async () => {
    const { files: paths } = await pull();
    await truncate(paths.vocabulary.path, 100);
    expect((await openStore().find()).damaged).toMatchObject([{ name: 'small', problem: 'another size' }]);

    await rm(paths.model.path);
    expect((await openStore().list()).models[0]?.damage).toEqual({ file: paths.model.path, problem: 'missing' });

    const model = await pull();
    await writeFile(model.files.model.path, Buffer.alloc(model.files.model.bytes));
    expect(await openStore().find()).toMatchObject({ model: { name: 'small' }, damaged: [] });
  });

  test('shows a model of one’s own that nobody can read', async () => {
    await mkdir(join(directory, 'a-own'));

    expect((await openStore().list()).models.at(-1)).toMatchObject({ name: 'a-own', damage: { problem: 'missing' } });
  });

  test('says so when its folder is none', async () => {
    const store = openStore({ directory: join(directory, 'file') });
    await writeFile(join(directory, 'file'), '');

    for (const attempt of [() => store.find(), () => store.list(), () => store.pull('small')]) {
      await expect(attempt()).rejects.toMatchObject({ ...unavailable, message: expect.stringContaining(directory) });
    }
  });

  test('tells a damaged file, a cut one and a missing one', async () => {
    const { files: paths } = await pull();
    const content = await readFile(paths.model.path);
    content.writeUInt8(content.readUInt8(5000) ^ 1, 5000);
    await writeFile(paths.model.path, content);
    await truncate(paths.vocabulary.path, 100);
    await rm(paths.shortlist?.path ?? '');

    expect((await openStore().verify('small')).map(({ problem }) => problem)).toEqual([
      'another checksum',
      'another size',
      'missing',
    ]);
  });

  test.each(['../small', 'unheard-of', '.small.partial'])('has no model %j', async (name) => {
    await pull();

    await expect(pull(name)).rejects.toMatchObject({ code: 'not-found' });
    await expect(openStore().verify(name)).rejects.toMatchObject({ code: 'not-found' });
    expect(await openStore().remove(name)).toBe(false);
    expect((await openStore().find()).model).toBeDefined();
  });
});

/** The next answer stops after `bytes`; the connection breaks when the function is called, that is once they are here. */
function sendOnly(bytes: number): () => void {
  let breakOff = () => {};
  mirror.troubles.push((_, response, content = Buffer.alloc(0)) => {
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, bytes));
    breakOff = () => void response.destroy();
  });
  return () => breakOff();
}

describe('pulling from a mirror in trouble', () => {
  test('goes on where a connection broke off', async () => {
    const breakOff = sendOnly(1000);

    await openStore().pull('small', { onProgress: breakOff });

    const [, second] = mirror.requests;
    expect(second).toMatchObject({ path: `/${PATHS.model}`, range: 'bytes=1000-', encoding: 'gzip' });
    expect((await openStore().verify('small')).every(({ problem }) => problem === undefined)).toBe(true);
  });

  test('goes on in another run, and says what to do meanwhile', async () => {
    const breakOff = sendOnly(700);
    const hangUp: Trouble = (_, response) => void response.destroy();
    mirror.troubles.push(hangUp, hangUp, hangUp);
    await expect(openStore().pull('small', { onProgress: breakOff })).rejects.toMatchObject({
      ...unavailable,
      retryable: true,
      message: expect.stringContaining('DEPECHE_MODEL_MIRROR'),
    });
    expect((await openStore().find()).model).toBeUndefined();

    await pull();

    expect(mirror.requests[4]).toMatchObject({ path: `/${PATHS.model}`, range: 'bytes=700-' });
  });

  test('begins again when the mirror knows no ranges, and when what is here fits nothing there', async () => {
    await mkdir(workshop(), { recursive: true });
    const part = join(workshop(), 'model.bin.part');
    await writeFile(part, packedModel().subarray(0, 500));
    mirror.troubles.push(
      (_, response) => void response.writeHead(416).end(),
      (_, response, content) => void response.writeHead(200).end(content),
    );

    await pull();
    expect(mirror.requests.slice(0, 2).map(({ range }) => range)).toEqual(['bytes=500-', undefined]);

    await openStore().remove('small');
    await mkdir(workshop());
    await writeFile(part, packedModel().subarray(0, 500));
    mirror.troubles.push((_, response, content) => void response.writeHead(200).end(content));
    await pull();
    expect((await openStore().verify('small')).every(({ problem }) => problem === undefined)).toBe(true);
  });

  test.each([
    ['other bytes', (content: Buffer) => Buffer.alloc(content.length, 7)],
    ['more bytes', (content: Buffer) => Buffer.concat([content, content])],
  ])('throws away a file of %s, and keeps the model that is in place', async (_, falsify) => {
    await pull();
    mirror.troubles.push((_request, response, content = Buffer.alloc(0)) => void response.end(falsify(content)));

    await expect(pull()).rejects.toMatchObject({ ...unavailable, retryable: false });

    expect((await openStore().verify('small')).every(({ problem }) => problem === undefined)).toBe(true);
    await pull();
  });

  test('puts nothing in place when the unpacked weights are not those published', async () => {
    await expect(pull('mislabelled')).rejects.toMatchObject({ ...unavailable, retryable: false });
    expect(await readdir(directory)).toEqual([]);
  });

  test('asks no more after a 404, and again after a 503', async () => {
    mirror.troubles.push((_, response) => void response.writeHead(404).end());
    await expect(pull()).rejects.toMatchObject({ ...unavailable, message: expect.stringContaining('model.bin.gz') });
    expect(mirror.requests).toHaveLength(1);

    mirror.troubles.push((_, response) => void response.writeHead(503).end());
    await pull();
  });

  test('gives up a server that stops sending', async () => {
    const stall: Trouble = (_, response, content = Buffer.alloc(0)) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 10));
    };
    mirror.troubles.push(stall, stall, stall, stall);

    const impatient = openStore({ stallMs: 100 });
    await expect(impatient.pull('small')).rejects.toMatchObject({ ...unavailable, retryable: true });
    expect(existsSync(join(directory, 'small'))).toBe(false);
  });

  test('gives up a server that sends byte by byte', async () => {
    const trickle: Trouble = (_, response, content = Buffer.alloc(0)) => {
      response.writeHead(200, { 'content-length': content.length });
      const timer = setInterval(() => response.write(content.subarray(0, 1)), 5);
      response.once('close', () => clearInterval(timer));
    };
    mirror.troubles.push(trickle, trickle, trickle, trickle);

    const impatient = openStore({ stallMs: 50 });
    await expect(impatient.pull('small')).rejects.toMatchObject({ ...unavailable, retryable: true });
  });

  test('follows redirects, not in circles', async () => {
    const redirect: Trouble = ({ url = '' }, response) => void response.writeHead(302, { location: url }).end();
    mirror.troubles.push(redirect, redirect);
    await pull();

    await openStore().remove('small');
    mirror.troubles.push(...Array.from({ length: 6 }, () => redirect));
    await expect(pull()).rejects.toMatchObject({ ...unavailable, retryable: false });
  });

  test('follows no redirect to another kind of address', async () => {
    mirror.troubles.push((_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end());

    await expect(pull()).rejects.toMatchObject({ ...unavailable, retryable: false });
  });

  test('says that there is no connection', async () => {
    await mirror.close();

    await expect(pull()).rejects.toMatchObject({
      ...unavailable,
      retryable: true,
      message: expect.stringContaining('online'),
    });
  });
});

test('the published models are those of the registry, best first, with the places they are kept at in order', () => {
  const [best, quickest] = publishedModels();
  expect([best?.name, quickest?.name]).toEqual(['fr-en-base-memory', 'fr-en-tiny']);
  const packed = publishedModels().flatMap((model) => partsOf(model).map(({ file }) => file.packed?.sha256));
  for (const sha256 of packed) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(packed).size).toBe(6);

  const hosts = (file: RemoteFile | undefined) => file?.addresses.map((address) => new URL(address).host);
  expect(hosts(best?.files.vocabulary)).toEqual(['storage.googleapis.com', 'github.com']);
  expect(hosts(quickest?.files.vocabulary)).toEqual(['github.com']);
  expect(hosts(publishedModels('https://mirror.example/')[0]?.files.vocabulary)).toEqual([
    'mirror.example',
    'mirror.example',
    'storage.googleapis.com',
    'github.com',
  ]);
});
