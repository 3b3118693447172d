import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbeddedDynamodb } from '../../../shared/adapters/embedded-dynamodb/start-embedded-dynamodb.ts';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { createTableIfMissing } from '../../../shared/adapters/store-dynamodb/table-definition.ts';
import { buildRecord, buildSource, putArticle } from '../../support/dynamodb/build-article.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import { PATIENT_CLIENT } from '../../support/dynamodb/start-test-table.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depeche-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function openStore(dataDirectory: string) {
  const server = await startEmbeddedDynamodb({ dataDirectory });
  const client = createDynamodbClient({ ...PATIENT_CLIENT, endpoint: server.endpoint });
  await createTableIfMissing(client, 'depeche');
  const clock = createManualClock();
  const stores = createDynamodbStores({ client, tableName: 'depeche', clock, random: () => 0 });
  return { ...stores, clock, server, client };
}

test('creates its folder and keeps tables and items between starts', async () => {
  const dataDirectory = join(folder, 'not', 'yet', 'there');
  const first = await openStore(dataDirectory);
  await putArticle(first.articles, buildRecord(first.clock.nowMs()), buildSource('Gardé.'));
  first.client.destroy();
  await first.server.close();

  const second = await openStore(dataDirectory);
  expect((await second.articles.getSource('a'))?.text).toBe('Gardé.');
  expect((await second.articles.listArticles({ limit: 5 })).articles).toHaveLength(1);
  second.client.destroy();
  await second.server.close();
});

test('what was replaced leaves the disk, also when it was read in between', async () => {
  const { articles, clock, server, client } = await openStore(folder);
  const bytes = async () => {
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const sizes = files.filter((file) => file.isFile()).map((file) => stat(join(file.parentPath, file.name)));
    return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
  };
  // Up to 50 × 700 KB that do not compress: LevelDB compacts from a few megabytes on, and what it does after 20 is seen.
  for (let round = 0; round < 50; round += 1) {
    if (round >= 30 && (await bytes()) < 20_000_000) break;
    const text = randomBytes(500_000).toString('base64');
    await putArticle(articles, buildRecord(clock.nowMs()), buildSource(text));
    expect((await articles.getSource('a'))?.text).toBe(text);
  }
  expect(await bytes()).toBeLessThan(20_000_000);
  client.destroy();
  await server.close();
});

test('says who has the folder when another server does, and leaves that one alone', async () => {
  const first = await openStore(folder);
  await expect(startEmbeddedDynamodb({ dataDirectory: folder })).rejects.toMatchObject({
    code: 'storage-unavailable',
    retryable: false,
    message: expect.stringContaining('DEPECHE_DATA_DIR'),
  });
  expect(await first.articles.getArticle('nobody')).toBeUndefined();
  first.client.destroy();
  await first.server.close();
});

test('survives a SIGKILL in the middle of writing', async () => {
  const script = fileURLToPath(new URL('./hold-database.ts', import.meta.url));
  const holder = spawn(process.execPath, ['--import', 'tsx', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  await expect(startEmbeddedDynamodb({ dataDirectory: folder })).rejects.toMatchObject({ code: 'storage-unavailable' });
  holder.kill('SIGKILL');
  await once(holder, 'exit');

  const { articles, client, server } = await openStore(folder);
  expect(server.wasCutOff).toBe(true);
  expect((await articles.getSource('survivor'))?.text).toBe('Ce texte survit.');
  client.destroy();
  await server.close();
});

test('says so when the folder cannot be a database', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(startEmbeddedDynamodb({ dataDirectory: file })).rejects.toThrow();
});

test('says so when its port is taken', async () => {
  const first = await startEmbeddedDynamodb();
  const port = Number(new URL(first.endpoint).port);
  await expect(startEmbeddedDynamodb({ port })).rejects.toMatchObject({
    code: 'storage-unavailable',
    retryable: false,
  });
  await first.close();
});

test('outlives a client that hangs up in the middle of its request', async () => {
  const server = await startEmbeddedDynamodb();
  const { hostname, port } = new URL(server.endpoint);
  const socket = connect(Number(port), hostname);
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"TableName"');
  await once(socket, 'connect');
  socket.resetAndDestroy();
  await once(socket, 'close');
  expect((await fetch(server.endpoint)).status).toBe(200);
  await server.close();
});

test('listens to this machine only', async () => {
  const server = await startEmbeddedDynamodb();
  const { hostname, port } = new URL(server.endpoint);
  expect(hostname).toBe('127.0.0.1');
  const outside = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of outside) await expect(fetch(`http://${address}:${port}`)).rejects.toThrow();
  await server.close();
});
