import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { answerDiskErrors, clearStopped } from '../../../shared/adapters/embedded-dynamodb/answer-disk-errors.ts';
import { Level } from '../../../shared/adapters/embedded-dynamodb/level.ts';
import { startEmbeddedDynamodb } from '../../../shared/adapters/embedded-dynamodb/start-embedded-dynamodb.ts';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { createTableIfMissing } from '../../../shared/adapters/store-dynamodb/table-definition.ts';
import { DISK_FULL_EXCEPTION } from '../../../shared/config/constants.ts';
import { buildRecord, buildSource, putArticle } from '../../support/dynamodb/build-article.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import { PATIENT_CLIENT } from '../../support/dynamodb/start-test-table.ts';
import { fillDisk } from '../../support/full-disk/fill-disk.ts';

test('a full disk is answered, what is stored stays readable, and writing goes on when there is room', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'depeche-full-'));
  const dataDirectory = join(folder, 'table');
  const server = await startEmbeddedDynamodb({ dataDirectory });
  const client = createDynamodbClient({ ...PATIENT_CLIENT, endpoint: server.endpoint, maxAttempts: 4 });
  await createTableIfMissing(client, 'depeche');
  const clock = createManualClock();
  const { articles } = createDynamodbStores({ client, tableName: 'depeche', clock, random: () => 0 });
  const put = (id: string) => putArticle(articles, buildRecord(clock.nowMs(), { id }), buildSource(`Texte de ${id}.`));

  await put('before');
  const makeRoom = fillDisk();
  onTestFinished(makeRoom);
  for (const id of ['during', 'before']) {
    const refused = {
      code: 'storage-unavailable',
      isFull: true,
      retryable: true,
      message: expect.stringMatching(/disk .* full/),
    };
    await expect(put(id)).rejects.toMatchObject(refused);
  }
  expect((await articles.getSource('before'))?.text).toBe('Texte de before.');

  makeRoom();
  await vi.waitFor(() => put('after'), { timeout: 120_000, interval: 50 });
  expect((await articles.getSource('before'))?.text).toBe('Texte de before.');
  expect((await articles.getSource('after'))?.text).toBe('Texte de after.');
  client.destroy();
  await server.close();
  // The next start looks for what half a write may have left.
  await expect(access(`${dataDirectory}.open`)).resolves.toBeUndefined();
  await rm(folder, { recursive: true });
});

test('a database that a full disk has stopped is not written to behind the half of a record', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'depeche-full-'));
  answerDiskErrors();
  const database = new Level(folder) as unknown as Record<
    'put' | 'get' | '_put' | 'close',
    (...given: string[]) => Promise<unknown>
  >;
  await database.put('before', 'kept');
  const put = database._put;
  let refusals = 1;
  let writes = 0;
  database._put = (...given) => {
    writes += 1;
    refusals -= 1;
    if (refusals < 0) return put.apply(database, given);
    return Promise.reject(new Error('IO error: 000003.log: No space left on device'));
  };
  const answer = { body: { __type: DISK_FULL_EXCEPTION } };
  // The second would find room.
  for (const key of ['torn', 'behind']) await expect(database.put(key, 'lost')).rejects.toMatchObject(answer);
  expect(writes).toBe(1);
  expect(await database.get('before')).toBe('kept');
  clearStopped(folder);
  await database.put('after', 'kept');
  expect(await database.get('after')).toBe('kept');
  await database.close();
  await rm(folder, { recursive: true });
});
