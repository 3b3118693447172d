import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { startEmbeddedDynamodb } from '../../../shared/adapters/embedded-dynamodb/start-embedded-dynamodb.ts';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { createTableIfMissing } from '../../../shared/adapters/store-dynamodb/table-definition.ts';
import { diskFull, isDiskFull } from '../../../shared/core/disk-full.ts';
import { buildRecord, buildSource, putArticle } from '../../support/dynamodb/build-article.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import { LOCAL_CLIENT } from '../../support/dynamodb/start-test-table.ts';
import { fillDisk } from '../../support/full-disk/fill-disk.ts';

test('a full disk is answered, what is stored stays readable, and writing goes on when there is room', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'depeche-full-'));
  const dataDirectory = join(folder, 'table');
  const server = await startEmbeddedDynamodb({ dataDirectory });
  const client = createDynamodbClient({ ...LOCAL_CLIENT, endpoint: server.endpoint, maxAttempts: 4 });
  await createTableIfMissing(client, 'depeche');
  const clock = createManualClock();
  const { articles } = createDynamodbStores({ client, tableName: 'depeche', clock, random: () => 0 });
  const put = (id: string) => putArticle(articles, buildRecord(clock.nowMs(), { id }), buildSource(`Texte de ${id}.`));

  await put('before');
  const makeRoom = fillDisk();
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
  await vi.waitFor(() => put('after'), { timeout: 30_000, interval: 50 });
  expect((await articles.getSource('before'))?.text).toBe('Texte de before.');
  expect((await articles.getSource('after'))?.text).toBe('Texte de after.');
  client.destroy();
  await server.close();
  // The next start looks for what half a write may have left.
  await expect(access(`${dataDirectory}.open`)).resolves.toBeUndefined();
  await rm(folder, { recursive: true });
});

test.each([
  [Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }), true],
  [Object.assign(new Error('EDQUOT'), { code: 'EDQUOT' }), true],
  [new Error('Database failed', { cause: new Error('IO error: 7.ldb: No space left on device') }), true],
  [Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }), false],
  ['no space left on device', false],
])('whether %j tells of a full disk: %s', (error, isFull) => {
  expect(isDiskFull(error)).toBe(isFull);
  expect(diskFull(error)).toMatchObject({ code: 'storage-unavailable', isFull: true, cause: error });
});
