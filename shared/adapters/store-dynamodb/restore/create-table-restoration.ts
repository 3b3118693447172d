import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import pMap from 'p-map';
import { TABLE_KEYS } from '../../../config/constants.ts';
import type { Clock, Random } from '../../../ports/clock.ts';
import type { Restoration, RestorePosition } from '../../../ports/stores/restoration.ts';
import { createDynamodbTable, type Item } from '../dynamodb-table.ts';
import { itemKey, PART_PREFIX } from '../keys.ts';
import { rethrow } from '../map-error.ts';
import { createValueStore } from '../value-store.ts';
import { createTally } from './tally.ts';
import { inspectTables } from './inspect-tables.ts';
import { persist } from './persist.ts';
import { keyOf, putNewItem } from './put-absent.ts';
import type { RestoreDependencies } from './copy-parts.ts';
import { restoreArticle } from './restore-article.ts';
import { restoreMonth } from './restore-month.ts';
import { restoreSentence } from './restore-sentence.ts';

export interface TableRestorationOptions {
  client: DynamoDBClient;
  /** As restored to a point in time, under a name of its own. */
  sourceName: string;
  /** Where things are missing. */
  targetName: string;
  clock: Clock;
  random: Random;
  /** Items that a page looks at; a run that ends in between does one page again. */
  pageItems?: number;
}

/** Items in work at a time; each waits for one or two calls. */
const CONCURRENT_ITEMS = 32;

type RestoreItem = (item: Item, live: Item | undefined, deps: RestoreDependencies) => Promise<void>;

/** Kinds of items, by how the partition begins and what the sort key is (see `keys.ts`). */
const KINDS: readonly [prefix: string, sort: string, restore: RestoreItem][] = [
  ['article#', 'article', restoreArticle],
  ['segment#', 'segment', restoreSentence],
  ['usage#', 'usage', restoreMonth],
  ['claimant#', 'beat', async (_item, _live, { tally }) => tally.add('leftOut', 'momentary')],
];

const leaveUnknown: RestoreItem = async (_item, _live, { tally }) => tally.add('leftOut', 'unknown');

/**
 * Copies from one table what another lacks, page by page: each page is done with before its position is told, so a run that
 * ends in between goes on there, and doing a page twice changes nothing.
 */
export function createTableRestoration(options: TableRestorationOptions): Restoration {
  const { client, sourceName, targetName, clock, random, pageItems = 500 } = options;
  const source = createDynamodbTable({ client, tableName: sourceName, clock, random });
  const target = createDynamodbTable({ client, tableName: targetName, clock, random });
  const keepOn = <Value>(work: () => Promise<Value>) => persist(work, { clock, random });

  return {
    inspect: () => keepOn(() => inspectTables(client, { sourceName, targetName })),

    async *run({ includeDeleted, isDryRun, after }) {
      const tally = createTally(after);
      let position = after?.position;
      do {
        const from = position;
        const page = await keepOn(() => scanPage(client, sourceName, from, pageItems));
        const live = await readLive(page.items);
        const deps: RestoreDependencies = {
          source,
          target,
          putNew: (item) => putNewItem(client, targetName, item),
          persist: keepOn,
          values: createValueStore(source),
          tally,
          nowMs: clock.nowMs(),
          includeDeleted,
          isDryRun,
        };
        await pMap(page.items, (item) => kindOf(item)(item, live.get(placeOf(item)), deps), {
          concurrency: CONCURRENT_ITEMS,
        });
        tally.read(page.read);
        position = page.position;
        yield { ...tally.progress(), position };
      } while (position);
    },
  };

  /** What the target has under the keys of a page. */
  async function readLive(items: readonly Item[]): Promise<Map<string, Item>> {
    const found = await keepOn(() => target.getAll(items.map(keyOf)));
    return new Map(found.map((item) => [placeOf(item), item]));
  }
}

/**
 * One page of all items but the parts of values, which are read with what they belong to; `read` counts them too. Throws
 * `storage-unavailable`.
 */
async function scanPage(
  client: DynamoDBClient,
  tableName: string,
  after: RestorePosition | undefined,
  pageItems: number,
) {
  const { partition, sort } = TABLE_KEYS;
  const command = new ScanCommand({
    TableName: tableName,
    ConsistentRead: true,
    Limit: pageItems,
    FilterExpression: 'NOT begins_with(#sk, :parts)',
    ExpressionAttributeNames: { '#sk': sort },
    ExpressionAttributeValues: { ':parts': { S: PART_PREFIX } },
    ExclusiveStartKey: after && itemKey(after[partition] ?? '', after[sort] ?? ''),
  });
  const output = await client.send(command).catch(rethrow);
  const { Items: items = [], ScannedCount: read = 0, LastEvaluatedKey: last } = output;
  const position = last && { [partition]: last[partition]?.S ?? '', [sort]: last[sort]?.S ?? '' };
  return { items, read, position };
}

function kindOf(item: Item): RestoreItem {
  const [partition = '', sort] = [item[TABLE_KEYS.partition]?.S, item[TABLE_KEYS.sort]?.S];
  return KINDS.find(([prefix, name]) => partition.startsWith(prefix) && sort === name)?.[2] ?? leaveUnknown;
}

function placeOf(item: Item): string {
  return JSON.stringify([item[TABLE_KEYS.partition]?.S, item[TABLE_KEYS.sort]?.S]);
}
