import fc, { type Arbitrary } from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamodbStores } from '../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { decodeCursor, encodeCursor } from '../../shared/adapters/store-dynamodb/articles/newest-cursor.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import { ARTICLE, startApp } from '../functions/http/start-app.ts';
import { createManualClock } from '../support/dynamodb/manual-clock.ts';
import { startTestTable, type TestTable } from '../support/dynamodb/start-test-table.ts';
import { checkAnswer } from './support/check-answer.ts';
import { hostileId, hostileInput, oddButValidId, oddString } from './support/hostile-values.ts';
import { runs } from '../support/runs.ts';

let table: TestTable;
let world: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  table = await startTestTable();
  const clock = createManualClock();
  const { client, tableName } = table;
  const stores = createDynamodbStores({ client, tableName, clock, random: Math.random, segmentTtlMs: 86_400_000 });
  const { articles: store, leases, segments: memory, usage: ledger } = stores;
  world = await startApp({ overrides: { clock, store, leases, memory, ledger } });
  for (const id of ['a', 'b', 'c']) await world.send('POST', '/v1/articles', { ...ARTICLE, id });
});
afterAll(() => table.stop());

async function send(...[method, path, body]: [string, string, unknown?]): Promise<number> {
  world.log.length = 0;
  const response = await world.send(method, path, body);
  checkAnswer({ status: response.status, headers: response.headers, body: await response.text() }, world.log);
  return response.status;
}

/** Cursors that were never given: of the right form with another place in them, cut, doubled, or no cursors at all. */
const cursor: Arbitrary<string> = fc.oneof(
  oddString.map((id) => encodeCursor(`2026-03-01T08:00:00.000Z#${id}`)),
  fc.constantFrom('a', 'a'.repeat(990), 'a'.repeat(5_000)).map((id) => encodeCursor(`2026-03-01T08:00:00.000Z#${id}`)),
  oddString.map((place) => encodeCursor(place)),
  fc.anything().map((value) => Buffer.from(JSON.stringify(value) ?? '').toString('base64url')),
  fc.base64String(),
  hostileId,
);

test('a cursor is one of ours to the letter, or is refused', () =>
  fc.assert(
    fc.property(cursor, (given) => {
      try {
        expect(encodeCursor(decodeCursor(given))).toBe(given);
      } catch (error) {
        expect(error).toBeInstanceOf(DepecheError);
        expect(error).toMatchObject({ code: 'invalid-request' });
      }
    }),
    runs(200),
  ));

test('the table answers whatever place a cursor names, and never fails', () =>
  fc.assert(
    fc.asyncProperty(cursor, oddString, async (given, title) => {
      const query = new URLSearchParams({ cursor: given.toWellFormed(), limit: '2' });
      if (title !== '') query.set('title', title.toWellFormed());
      expect([200, 422]).toContain(await send('GET', `/v1/articles?${query}`));
    }),
    runs(20),
  ));

test('the table keeps, shows and forgets articles of any id, title and text that the schema lets through', () =>
  fc.assert(
    fc.asyncProperty(hostileInput, oddButValidId, async (input, id) => {
      const address = `/v1/articles/${encodeURIComponent(id)}`;
      const status = await send('POST', '/v1/articles', { ...input, id, source: 'auto', target: 'en', refresh: true });
      if (status !== 200) return;
      expect(await send('GET', address)).toBe(200);
      expect(await send('DELETE', address)).toBe(204);
      expect(await send('GET', address)).toBe(404);
    }),
    runs(10),
  ));
