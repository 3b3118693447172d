import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startLocal } from '../../functions/local/start-local.ts';
import { openModels } from '../../functions/wiring/models.ts';
import { loadLocalConfig } from '../../shared/config/service-config.ts';
import type { ArticleResult } from '../../shared/core/result.ts';
import type { ArticlePage } from '../../shared/ports/stores/article-store.ts';
import {
  generateModel,
  type ModelContents,
  publish,
  REGISTRY_PATH,
  type RegistryEntry,
} from '../support/model-registry/publish-test-model.ts';
import { breakAtHalf, startMirror, type Trouble } from '../support/model-registry/start-mirror.ts';
import { waitUntil } from './read-service.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

/** Words that the generated model knows. */
const ARTICLE = { id: 'conseil', title: 'Le pont de la ville', text: 'Le conseil municipal a voté mardi soir.' };
const MODEL = 'fr-en-base-memory';

interface Health {
  quality: string;
  model?: string;
  fetching?: { model: string; received: number; total: number };
}

let contents: ModelContents;
let dataDirectory: string;
/** Stopped after each test, the last one first. */
const running: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  contents = await generateModel();
});
beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'depeche-first-start-'));
});
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

async function startRegistry(entry: RegistryEntry = {}, options: { unpacks?: boolean } = {}) {
  const { files, addRegistry } = publish(contents, entry);
  const mirror = await startMirror(files, options);
  running.push(() => mirror.close());
  addRegistry(mirror.url);
  return { files, mirror, registry: `${mirror.url}/${REGISTRY_PATH}` };
}

/** A server as `npm start` runs it, with nothing chosen. */
async function startProcess(env: Record<string, string>): Promise<ServerProcess> {
  const server = await startServerProcess({ DEPECHE_DATA_DIR: dataDirectory, DEPECHE_MODEL_PULL: 'auto', ...env });
  running.push(() => server.stop('SIGTERM'));
  return server;
}

/** The same in this process. */
async function startHere(env: Record<string, string>) {
  const said: string[] = [];
  const config = loadLocalConfig({ DEPECHE_PORT: '0', DEPECHE_DATA_DIR: dataDirectory, LOG_LEVEL: 'error', ...env });
  const say = (line: string) => void said.push(line);
  const server = await startLocal(config, { sharedTable: false, say, models: openModels(config) });
  running.push(() => server.close(1_000));
  return { ...server, said };
}

const readHealth = async (url: string) => (await (await fetch(`${url}/v1/health`)).json()) as Health;
const untilStandard = (url: string) => waitUntil(async () => (await readHealth(url)).quality === 'standard');

async function post(url: string, article = ARTICLE): Promise<ArticleResult['translation']> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/v1/articles`, { method: 'POST', headers, body: JSON.stringify(article) });
  expect(response.status).toBe(200);
  return ((await response.json()) as ArticleResult).translation;
}

async function listDrafts(url: string): Promise<string[]> {
  const { articles } = (await (await fetch(`${url}/v1/articles?quality=draft`)).json()) as ArticlePage;
  return articles.map(({ id }) => id);
}

const answer: Trouble = (_, response, content) => void response.end(content);

test('a newcomer gets an article at once, and the same one better when the model is there, without a restart', async () => {
  const { mirror, registry } = await startRegistry({ folder: 'moved/2027/fren' });
  let letGo = () => {};
  const half: Trouble = (_, response, content = Buffer.alloc(0)) => {
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, 1_000));
    letGo = () => void response.end(content.subarray(1_000));
  };
  mirror.troubles.push(answer, answer, half); // the registry is read for the offer and for the model
  const server = await startProcess({ DEPECHE_MODEL_REGISTRY: registry });

  await waitUntil(async () => ((await readHealth(server.url)).fetching?.received ?? 0) > 0);
  const atOnce = await post(server.url);
  expect(atOnce).toMatchObject({ engine: 'phrase', model: 'fr-en-phrase', quality: 'draft' });
  expect(await listDrafts(server.url)).toEqual([ARTICLE.id]);
  const meanwhile = await readHealth(server.url);
  expect(meanwhile).toMatchObject({
    quality: 'draft',
    model: 'fr-en-phrase',
    fetching: { model: MODEL, received: 1_000 },
  });
  expect(meanwhile.fetching?.total).toBeGreaterThan(1_000);

  letGo();
  await untilStandard(server.url);

  const health = await readHealth(server.url);
  expect([health.model, health.fetching]).toEqual([MODEL, undefined]);
  expect(await post(server.url)).toMatchObject({
    engine: 'bergamot',
    model: MODEL,
    quality: 'standard',
    text: 'The council town has voted tuesday evening.',
  });
  const stored = (await (await fetch(`${server.url}/v1/articles/${ARTICLE.id}`)).json()) as ArticleResult;
  expect(stored.translation.engine).toBe('bergamot');
  expect(await listDrafts(server.url)).toEqual([]);
  expect(server.output()).toMatch(/Fetching a better model, .* MB from 127\.0\.0\.1:\d+, .*DEPECHE_MODEL_PULL=off/);
  expect(server.output()).toContain(`${MODEL} is here`);
});

describe('the same start ends in standard quality', () => {
  test.each<[string, { unpacks?: boolean }, readonly Trouble[]]>([
    ['files are unpacked on the way', { unpacks: true }, []],
    [
      'the registry does not answer at first, and the connection breaks once at half',
      {},
      [(_, response) => void response.destroy(), answer, answer, breakAtHalf],
    ],
  ])('where %s', async (_, options, troubles) => {
    const { mirror, registry } = await startRegistry({}, options);
    mirror.troubles.push(...troubles);
    const server = await startHere({ DEPECHE_MODEL_REGISTRY: registry });

    await untilStandard(server.url);

    expect(await post(server.url)).toMatchObject({ engine: 'bergamot', model: MODEL, quality: 'standard' });
    expect(mirror.troubles).toEqual([]);
  });
});

describe('the engine that ships goes on, and one line says why', () => {
  const onlyModel = (trouble: Trouble): Trouble[] => [answer, answer, trouble];

  test.each<[string, RegistryEntry, readonly Trouble[], RegExp]>([
    ['weights of another checksum', { hash: 'f'.repeat(64) }, [], /sent another file than the one published/],
    ['a missing file', {}, onlyModel((_, response) => void response.writeHead(404).end()), /does not have model\.fren/],
    ['a refusal', {}, onlyModel((_, response) => void response.writeHead(403).end()), /answered 403/],
    ['a registry that is none', {}, [(_, response) => void response.end('<html>')], /no registry/],
  ])('at %s', async (_, entry, troubles, why) => {
    const { mirror, registry } = await startRegistry(entry);
    mirror.troubles.push(...troubles);
    const server = await startHere({ DEPECHE_MODEL_REGISTRY: registry });

    await waitUntil(async () => server.said.some((line) => why.test(line)));

    expect(server.said.filter((line) => why.test(line))).toHaveLength(1);
    const health = await readHealth(server.url);
    expect([health.quality, health.fetching]).toEqual(['draft', undefined]);
  });

  test('and translates', async () => {
    const { mirror, registry } = await startRegistry();
    mirror.troubles.push(...onlyModel((_, response) => void response.writeHead(404).end()));
    const server = await startHere({ DEPECHE_MODEL_REGISTRY: registry });

    await waitUntil(async () => server.said.some((line) => line.includes('does not have')));

    expect(await post(server.url)).toMatchObject({ engine: 'phrase', quality: 'draft' });
  });

  test('at a stop in the middle; the next start goes on where it was', async () => {
    const { mirror, registry } = await startRegistry();
    const hold: Trouble = (_, response, content = Buffer.alloc(0)) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 1_000));
    };
    mirror.troubles.push(...onlyModel(hold));
    const first = await startHere({ DEPECHE_MODEL_REGISTRY: registry });
    await waitUntil(async () => (await readHealth(first.url)).fetching?.received === 1_000);
    await first.close(0);
    running.pop();

    const second = await startHere({ DEPECHE_MODEL_REGISTRY: registry });
    await untilStandard(second.url);

    expect(mirror.requests.map(({ range }) => range).filter(Boolean)).toEqual(['bytes=1000-']);
  });
});

describe('without a network', () => {
  let silent: Server;
  let registryThatHangs: string;
  let asked: number;
  const hangUp = () => {
    silent.close();
    silent.closeAllConnections();
  };
  beforeEach(async () => {
    asked = 0;
    silent = createServer(() => {
      asked += 1; // and never answers
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    registryThatHangs = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/models.json`;
  });
  afterEach(hangUp);

  test('the stop does not wait for a registry that does not answer', async () => {
    const server = await startHere({ DEPECHE_MODEL_REGISTRY: registryThatHangs });
    await waitUntil(async () => asked > 0);
    running.pop();
    await server.close(1_000);
    expect(server.said.join('\n')).not.toContain('goes on');
  });

  test('the first article does not wait for it either, and the next is translated when it is given up', async () => {
    const server = await startHere({ DEPECHE_MODEL_REGISTRY: registryThatHangs });
    await waitUntil(async () => asked > 0);

    expect(await post(server.url)).toMatchObject({ engine: 'phrase', quality: 'draft' });

    expect(asked).toBe(1);
    expect(server.said.join('\n')).not.toContain('goes on');

    hangUp();
    await waitUntil(async () => server.said.some((line) => line.includes('goes on')));

    expect(await post(server.url, { ...ARTICLE, id: 'maire', text: 'Le maire a voté lundi matin.' })).toMatchObject({
      engine: 'phrase',
      quality: 'draft',
    });
  });

  test('one line tells of it, and nothing is left behind', async () => {
    const { mirror, registry } = await startRegistry();
    await mirror.close();
    running.pop();
    const server = await startHere({ DEPECHE_MODEL_REGISTRY: registry });

    await waitUntil(async () => server.said.some((line) => line.includes('no connection')));

    expect(server.said.filter((line) => line.includes('model'))).toHaveLength(1);
    expect((await readHealth(server.url)).quality).toBe('draft');
    expect(await readdir(dataDirectory)).not.toContain('models');
  });

  test.each([
    [{ CI: 'true' }, 'CI is set'],
    [{ DEPECHE_MODEL_PULL: 'off' }, 'DEPECHE_MODEL_PULL=off'],
  ])('%j: nothing is asked at all, and one line says so', async (env, why) => {
    const { mirror, registry } = await startRegistry();
    const server = await startHere({ DEPECHE_MODEL_REGISTRY: registry, ...env });

    await waitUntil(async () => server.said.some((line) => line.includes(why)));

    expect(server.said.filter((line) => line.includes('model'))).toHaveLength(1);
    expect((await readHealth(server.url)).quality).toBe('draft');
    expect(mirror.requests).toEqual([]);
  });
});
