import { createSystemClock } from '../../../shared/adapters/clock-system.ts';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createTableRestoration } from '../../../shared/adapters/store-dynamodb/restore/create-table-restoration.ts';

/** An operator may be far away, and a page of a table is large; a table of millions of items has to be done within hours. */
const PATIENCE = { connectionTimeoutMs: 5_000, callTimeoutMs: 30_000, maxAttempts: 3, atATime: 32 };

/** The restoration of one table from another; both are where the SDK's environment says. */
export function openRestoration(tables: { sourceName: string; targetName: string }) {
  const client = createDynamodbClient(PATIENCE);
  const clock = createSystemClock();
  const restoration = createTableRestoration({ client, ...tables, clock, random: Math.random });
  return { restoration, clock, close: () => client.destroy() };
}
