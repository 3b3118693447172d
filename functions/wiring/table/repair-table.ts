import { join } from 'node:path';
import { createSystemClock } from '../../../shared/adapters/clock-system.ts';
import { inspectDatabase } from '../../../shared/adapters/embedded-dynamodb/inspect-database.ts';
import { repairDatabase } from '../../../shared/adapters/embedded-dynamodb/repair-database.ts';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { billingMonth } from '../../../shared/app/usage/billing-month.ts';
import type { loadRepairConfig } from '../../../shared/config/service-config.ts';
import { openLocalTable } from './open-local-table.ts';

/** What there was to repair, and where the damaged files are now. */
export type Repair =
  | { state: 'absent' }
  | { state: 'sound' }
  | { state: 'repaired'; damagedFolder: string; month: string; billedCharacters: number; uncertainCharacters: number };

/**
 * Repairs the table of this machine when it is damaged, and tells what it still knows of this month's bill, which may be
 * less than was spent. Throws `storage-unavailable` while a server has it open, and what the file system throws.
 */
export async function repairLocalTable(config: ReturnType<typeof loadRepairConfig>): Promise<Repair> {
  const dataDirectory = join(config.DEPECHE_DATA_DIR, 'table');
  const state = await inspectDatabase(dataDirectory);
  if (state !== 'damaged') return { state };
  const clock = createSystemClock();
  const damagedFolder = await repairDatabase(dataDirectory, clock.nowMs());
  const tableName = config.DEPECHE_TABLE;
  const table = await openLocalTable({ tableName, dataDirectory });
  const client = createDynamodbClient(table.dynamodb);
  try {
    const { usage } = createDynamodbStores({ client, tableName, clock, random: Math.random, isSole: table.isOurs });
    const month = billingMonth(clock.nowMs());
    const { billedCharacters, uncertainCharacters } = await usage.read(month, 'total');
    return { state: 'repaired', damagedFolder, month, billedCharacters, uncertainCharacters };
  } finally {
    client.destroy();
    await table.close();
  }
}
