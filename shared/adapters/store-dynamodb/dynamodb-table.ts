import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import pMap from 'p-map';
import { divide } from '../../core/text/divide.ts';
import { DepecheError } from '../../core/errors.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import { backOff } from './back-off.ts';
import type { ItemKey } from './keys.ts';
import { rethrow } from './map-error.ts';
import { wasAskedBefore } from './take-turns.ts';

export type Item = Record<string, AttributeValue>;

export interface TableOptions {
  client: DynamoDBClient;
  tableName: string;
  clock: Clock;
  random: Random;
}

/**
 * `held` tells whether the condition did; `before` is the whole item as it was, when there was one. `found` is the item that
 * the condition did not hold on, where the table tells: DynamoDB does, the embedded one does not. `isRepeated` tells that
 * an attempt before had no answer: the condition may have held then.
 */
export type UpdateOutcome =
  | { held: true; before: Item | undefined }
  | { held: false; found: Item | undefined; isRepeated: boolean };

export type ItemChange = Omit<
  UpdateItemCommandInput,
  'TableName' | 'Key' | 'ReturnValues' | 'ReturnValuesOnConditionCheckFailure'
>;

export type DynamodbTable = ReturnType<typeof createDynamodbTable>;

/** BatchGetItem takes 100 keys, BatchWriteItem 25 requests (DynamoDB, service quotas). */
const MAX_KEYS_PER_READ = 100;
const MAX_REQUESTS_PER_WRITE = 25;
/** Calls of one group that are sent or wait for their turn at the client: enough to take each, and no crowd before others. */
const CALLS_OF_A_GROUP = 4;
/** What DynamoDB leaves unprocessed is offered again this often: about 5 s in all. */
const BATCH_ATTEMPTS = 10;

/** The operations the stores need, on one table; each throws `DepecheError('storage-unavailable')`. */
export function createDynamodbTable({ client, tableName, clock, random }: TableOptions) {
  const TableName = tableName;
  /** Sends what is left until nothing is; `send` returns what DynamoDB did not get to. */
  const drain = async <T>(work: T[], send: (work: T[]) => Promise<T[]>): Promise<void> => {
    let left = work;
    for (let attempt = 0; attempt < BATCH_ATTEMPTS; attempt += 1) {
      if (attempt > 0) await backOff(attempt, { clock, random });
      left = await send(left);
      if (left.length === 0) return;
    }
    throw new DepecheError('storage-unavailable', 'The table is throttled; try again in a moment.');
  };

  const update = async (key: ItemKey, change: ItemChange): Promise<UpdateOutcome> => {
    try {
      const command = new UpdateItemCommand({
        TableName,
        Key: key,
        ReturnValues: 'ALL_OLD',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        ...change,
      });
      return { held: true, before: (await client.send(command)).Attributes };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) {
        return {
          held: false,
          found: error.Item,
          isRepeated: wasAskedBefore(error) || (error.$metadata.attempts ?? 1) > 1,
        };
      }
      return rethrow(error);
    }
  };

  const inBatches = async <T>(all: readonly T[], size: number, ask: (batch: T[]) => Promise<void>): Promise<void> => {
    await pMap(divide(all, size), ask, { concurrency: CALLS_OF_A_GROUP });
  };

  return {
    /** Consistent read, of the named attributes only when given. */
    async get(key: ItemKey, attributes?: readonly string[]): Promise<Item | undefined> {
      const command = new GetItemCommand({ TableName, Key: key, ConsistentRead: true, ...project(attributes) });
      return (await client.send(command).catch(rethrow)).Item;
    },

    update,

    /** Side by side. Outcomes as the updates. */
    updateAll: (updates: readonly { key: ItemKey; change: ItemChange }[]) =>
      pMap(updates, ({ key, change }) => update(key, change), { concurrency: CALLS_OF_A_GROUP }),

    /** Puts an item into the place of the one that it returns. */
    async replace(item: Item): Promise<Item | undefined> {
      const command = new PutItemCommand({ TableName, Item: item, ReturnValues: 'ALL_OLD' });
      return (await client.send(command).catch(rethrow)).Attributes;
    },

    /** One page after another; stop reading to stop querying. */
    async *query(input: Omit<QueryCommandInput, 'TableName'>): AsyncIterable<Item[]> {
      let ExclusiveStartKey: Item | undefined;
      do {
        const command = new QueryCommand({ TableName, ...input, ExclusiveStartKey });
        const page = await client.send(command).catch(rethrow);
        yield page.Items ?? [];
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
    },

    /** Consistent; keys must differ. */
    async getAll(keys: readonly ItemKey[]): Promise<Item[]> {
      const items: Item[] = [];
      await inBatches(keys, MAX_KEYS_PER_READ, async (batch) => {
        const found: Item[] = [];
        await drain(batch, async (Keys) => {
          const RequestItems = { [tableName]: { Keys, ConsistentRead: true } };
          const output = await client.send(new BatchGetItemCommand({ RequestItems })).catch(rethrow);
          found.push(...(output.Responses?.[tableName] ?? []));
          return output.UnprocessedKeys?.[tableName]?.Keys ?? [];
        });
        items.push(...found);
      });
      return items;
    },

    /** Keys must differ. Not atomic. */
    writeAll: (requests: readonly WriteRequest[]) =>
      inBatches([...requests], MAX_REQUESTS_PER_WRITE, (batch) =>
        drain(batch, async (left) => {
          const command = new BatchWriteItemCommand({ RequestItems: { [tableName]: left } });
          const output = await client.send(command).catch(rethrow);
          return output.UnprocessedItems?.[tableName] ?? [];
        }),
      ),
  };
}

function project(attributes: readonly string[] | undefined) {
  if (!attributes) return {};
  const names = attributes.map((name, index) => [`#p${index}`, name] as const);
  return {
    ProjectionExpression: names.map(([placeholder]) => placeholder).join(', '),
    ExpressionAttributeNames: Object.fromEntries(names),
  };
}
