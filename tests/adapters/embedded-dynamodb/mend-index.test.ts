import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mendIndex } from '../../../shared/adapters/embedded-dynamodb/mend-index.ts';
import { startEmbeddedDynamodb } from '../../../shared/adapters/embedded-dynamodb/start-embedded-dynamodb.ts';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { createTableIfMissing } from '../../../shared/adapters/store-dynamodb/table-definition.ts';
import { buildRecord, buildSource, putArticle } from '../../support/dynamodb/build-article.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import { PATIENT_CLIENT } from '../../support/dynamodb/start-test-table.ts';

const TABLE = 'depeche';
const KEY = { id: 'leased', target: 'en', pipelineVersion: 'v1' };

/** The very LevelDB that dynalite opens, for what only a kill at the wrong moment leaves behind. */
const { Level } = createRequire(createRequire(import.meta.url).resolve('dynalite'))('level') as {
  Level: new (
    path: string,
  ) => {
    iterator(): AsyncIterable<[key: string, value: string]>;
    batch(writes: { type: 'put'; key: string; value: string }[]): Promise<void>;
    close(): Promise<void>;
  };
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depeche-index-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function withTable<Value>(use: (world: Awaited<ReturnType<typeof open>>) => Promise<Value>): Promise<Value> {
  const world = await open();
  try {
    return await use(world);
  } finally {
    world.client.destroy();
    await world.server.close();
  }
}

async function open() {
  const server = await startEmbeddedDynamodb({ dataDirectory: join(folder, 'table') });
  const client = createDynamodbClient({ ...PATIENT_CLIENT, endpoint: server.endpoint });
  await createTableIfMissing(client, TABLE);
  const clock = createManualClock();
  return { server, client, clock, ...createDynamodbStores({ client, tableName: TABLE, clock, random: () => 0 }) };
}

async function withDatabase<Value>(use: (database: InstanceType<typeof Level>) => Promise<Value>): Promise<Value> {
  const database = new Level(join(folder, 'table'));
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

const readIndex = () =>
  withDatabase(async (database) => {
    const entries: { type: 'put'; key: string; value: string }[] = [];
    for await (const [key, value] of database.iterator()) {
      if (key.startsWith('index-global~')) entries.push({ type: 'put', key, value });
    }
    return entries;
  });

test('entries whose item was never written are removed; everything else stays as it is', async () => {
  const ids = ['again', 'leased', 'gone', ...Array.from({ length: 120 }, (_, index) => `id-${index}`)];
  await withTable(async ({ articles, clock }) => {
    for (const id of ids) await putArticle(articles, buildRecord(clock.nowMs(), { id }), buildSource(id));
  });
  const written = await readIndex();
  expect(written).toHaveLength(ids.length);
  await withTable(async ({ articles, leases, clock }) => {
    for (const id of ['again', 'leased', 'gone']) await articles.deleteArticle(id);
    clock.advance(5_000);
    await putArticle(articles, buildRecord(clock.nowMs(), { id: 'again' }), buildSource('Une seconde fois.'));
    await leases.acquire(KEY, 'worker', { nowMs: clock.nowMs() });
  });
  await withDatabase((database) => database.batch(written));

  await withTable(async ({ articles, leases, clock, client }) => {
    const list = async () => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await articles.listArticles({ limit: 100, cursor });
        ids.push(...page.articles.map(({ id }) => id));
        cursor = page.cursor;
      } while (cursor !== undefined);
      return ids.sort();
    };
    expect(await list()).toHaveLength(ids.length + 1);
    await mendIndex(client, TABLE);
    expect(await list()).toEqual(ids.filter((id) => id !== 'leased' && id !== 'gone').sort());
    expect((await articles.getSource('again'))?.text).toBe('Une seconde fois.');
    expect(await leases.acquire(KEY, 'other', { nowMs: clock.nowMs() })).toMatchObject({ heldBy: { owner: 'worker' } });
  });
  const left = await readIndex();
  expect(left).toHaveLength(ids.length - 2);
});

test('data is told to have been cut off until it was closed', async () => {
  const dataDirectory = join(folder, 'table');
  const first = await startEmbeddedDynamodb({ dataDirectory });
  expect(first.wasCutOff).toBe(false);
  await first.close();
  const second = await startEmbeddedDynamodb({ dataDirectory });
  expect(second.wasCutOff).toBe(false);
  await second.close();
});
