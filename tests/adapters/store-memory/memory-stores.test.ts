import { expect, test } from 'vitest';
import { createMemoryStores } from '../../../shared/adapters/store-memory/create-memory-stores.ts';

test('a stored value is not shared with whoever stored or read it', async () => {
  const { articles } = createMemoryStores({ clock: { nowMs: () => 0, sleep: async () => {} } });
  const record = {
    id: 'a',
    status: 'processing' as const,
    title: 'Titre',
    contentHash: 'h',
    targets: ['en'],
    createdAt: '1970-01-01T00:00:00.000Z',
    updatedAt: '1970-01-01T00:00:00.000Z',
    expiresAt: '1970-01-02T00:00:00.000Z',
  };
  await articles.putArticle(record);
  record.targets.push('de');
  const read = await articles.getArticle('a');
  read?.targets.push('it');
  expect((await articles.getArticle('a'))?.targets).toEqual(['en']);
});
