import { readFileSync } from 'node:fs';
import { type AttributeValue, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { createGetArticle, createGetSource } from '../../../shared/app/use-cases/get-article.ts';
import { createListArticles } from '../../../shared/app/use-cases/list-articles.ts';
import { createProcessArticle } from '../../../shared/app/use-cases/process-article.ts';
import { createReadUsage } from '../../../shared/app/use-cases/read-usage.ts';
import type { ArticleResult } from '../../../shared/core/result.ts';
import { context, input, setup } from '../../app/support/setup.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import { startTestTable, type TestTable } from '../../support/dynamodb/start-test-table.ts';

/**
 * The table as the first release (0.1.0) left it: an article with its result, its sentences and the usage of a month.
 * Only the words of the remembered translations are others: those of the time were French, which the gate takes back.
 */
const FIRST_RELEASE = JSON.parse(
  readFileSync(new URL('../../fixtures/table/first-release.json', import.meta.url), 'utf8'),
) as { writtenAt: string; result: ArticleResult; items: unknown[] };

/** Bytes stand in the fixture as base64. */
function toItem(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toItem);
  if (typeof value !== 'object' || value === null) return value;
  if ('base64' in value) return Buffer.from(String(value.base64), 'base64');
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toItem(part)]));
}

describe('what the first release stored', () => {
  let table: TestTable;
  const world = setup({ clock: createManualClock(Date.parse(FIRST_RELEASE.writtenAt) + 60_000) });
  let deps: typeof world.deps;
  beforeAll(async () => {
    table = await startTestTable();
    for (const item of FIRST_RELEASE.items) {
      const Item = toItem(item) as Record<string, AttributeValue>;
      await table.client.send(new PutItemCommand({ TableName: table.tableName, Item }));
    }
    const { client, tableName } = table;
    const { clock, random } = world.deps;
    const stores = createDynamodbStores({ client, tableName, clock, random, segmentTtlMs: 90 * 86_400_000 });
    deps = {
      ...world.deps,
      store: stores.articles,
      leases: stores.leases,
      memory: stores.segments,
      ledger: stores.usage,
    };
  });
  afterAll(() => table.stop());

  test('is served, listed and shown as it came, whichever rules are in force now', async () => {
    const { result } = FIRST_RELEASE;
    expect(await createGetArticle(deps)({ id: result.id, target: 'en' })).toEqual({ ...result, cached: true });
    expect((await createListArticles(deps)({ limit: 5 })).articles).toMatchObject([{ id: result.id, targets: ['en'] }]);
    expect((await createGetSource(deps)(result.id)).text).toBe(input().text);
  });

  test('is counted in the usage of its month', async () => {
    const { billedCharacters } = FIRST_RELEASE.result.usage;
    const key = { billedCharacters };
    expect(await createReadUsage(deps)({ month: '2026-11', apiKeyId: 'desk' })).toMatchObject({
      articles: 1,
      billedCharacters,
      key,
    });
  });

  test('is made anew for a new version of the rules without paying for a sentence again', async () => {
    const again = await createProcessArticle(deps)(
      input({ id: FIRST_RELEASE.result.id, publishedAt: '2026-11-20T08:00:00Z', refresh: true }),
      context(),
    );
    expect(again.usage.billedCharacters).toBe(0);
    expect(await createGetArticle(deps)({ id: again.id, target: 'en' })).toMatchObject({ createdAt: again.createdAt });
  });
});
