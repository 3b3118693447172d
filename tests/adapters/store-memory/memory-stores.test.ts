import { expect, test } from 'vitest';
import { createMemoryStores } from '../../../shared/adapters/store-memory/create-memory-stores.ts';
import { describeArticleStore } from '../../contracts/article-store-contract.ts';
import { describeLeaseStore } from '../../contracts/lease-store-contract.ts';
import { CONTRACT_SEGMENT_TTL_MS, describeSentenceMemory } from '../../contracts/sentence-memory-contract.ts';
import { CONTRACT_RESERVATION_TTL_MS, describeUsageLedger } from '../../contracts/usage-ledger-contract.ts';
import { buildRecord, putArticle } from '../../support/dynamodb/build-article.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';

function setUp() {
  const clock = createManualClock();
  const stores = createMemoryStores({
    clock,
    segmentTtlMs: CONTRACT_SEGMENT_TTL_MS,
    reservationTtlMs: CONTRACT_RESERVATION_TTL_MS,
  });
  return { ...stores, clock };
}

describeArticleStore('memory', setUp);
describeLeaseStore('memory', () => setUp().leases);
describeSentenceMemory('memory', setUp);
describeUsageLedger('memory', setUp);

test('a stored value is not shared with whoever stored or read it', async () => {
  const { articles, clock } = setUp();
  const record = buildRecord(clock.nowMs(), { targets: ['en'] });
  await putArticle(articles, record);
  record.targets.push('de');
  const read = await articles.getArticle('a');
  read?.targets.push('it');
  expect((await articles.getArticle('a'))?.targets).toEqual(['en']);
});
