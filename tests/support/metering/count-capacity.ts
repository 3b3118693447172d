import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { NEWEST_INDEX } from '../../../shared/config/constants.ts';
import type { HttpRequest } from '../policy/name-calls.ts';

type Item = Record<string, AttributeValue>;

/** A write unit takes up to 1 KB of an item (DynamoDB developer guide, "Read and write operations"). */
const WRITE_UNIT_BYTES = 1_024;
/** Each item of an index has 100 bytes of its own (developer guide, "Item sizes of global secondary indexes"). */
const INDEX_ENTRY_BYTES = 100;

/** Size of an item as DynamoDB counts it: names and values, numbers by pairs of digits, containers with 3 bytes and 1 a member. */
export function itemBytes(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 1;
  if (value.B !== undefined) return Buffer.from(value.B as unknown as string, 'base64').length;
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemBytes(value.M);
  if (value.L !== undefined) return 3 + value.L.reduce((sum, member) => sum + 1 + valueBytes(member), 0);
  if (value.SS !== undefined) return value.SS.reduce((sum, member) => sum + Buffer.byteLength(member), 0);
  return 1;
}

/** Asks the table what a request takes of it. */
export function withCapacity(request: HttpRequest): HttpRequest {
  const input = JSON.parse(request.body.toString()) as object;
  const body = Buffer.from(JSON.stringify({ ...input, ReturnConsumedCapacity: 'TOTAL' }));
  return { ...request, body, headers: { ...request.headers, 'content-length': String(body.length) } };
}

interface Asked {
  Key?: Item;
  Item?: Item;
  RequestItems?: Record<string, { Keys: Item[] } | { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } }[]>;
  UpdateExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Item;
}

/** Capacity of a table, as a request took it. */
export interface TakenCapacity {
  /** Partition of the table, or several at once. */
  partition: string;
  units: number;
  /** Of the newest-first index, which the embedded table does not count. */
  indexUnits: number;
}

/** What a request that was answered took of the table, by the table's own word. A refused condition takes what its write would. */
export function readCapacity(request: HttpRequest, status: number, answer: Buffer): TakenCapacity {
  const asked = JSON.parse(request.body.toString()) as Asked;
  const partition = (asked.Key ?? asked.Item)?.pk?.S ?? '';
  if (status !== 200) return { partition, units: 1, indexUnits: 0 };
  const { ConsumedCapacity, Attributes } = JSON.parse(answer.toString()) as {
    ConsumedCapacity?: { CapacityUnits: number } | { CapacityUnits: number }[];
    Attributes?: Item;
  };
  const units = [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
  return { partition, units, indexUnits: indexUnits(asked, Attributes) };
}

/** An update writes the index where it sets what is projected; in another place than before, it takes the old entry away, too. */
function indexUnits(asked: Asked, before: Item | undefined): number {
  const { UpdateExpression = '', ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = asked;
  // What is put into an article's place is the mark that it was deleted, which no list shows.
  if (asked.Item) return before?.[NEWEST_INDEX.sort] ? 1 : 0;
  const set = [...UpdateExpression.matchAll(/(#\w+) = (:\w+)/g)].flatMap(([, name = '', value = '']) => {
    const given = values[value];
    return given ? [[names[name] ?? name, given] as const] : [];
  });
  const projected = [NEWEST_INDEX.partition, NEWEST_INDEX.sort, ...NEWEST_INDEX.projected] as readonly string[];
  const entry = Object.fromEntries(set.filter(([name]) => projected.includes(name)));
  if (Object.keys(entry).length === 0) return 0;
  const units = Math.ceil((itemBytes({ ...asked.Key, ...entry }) + INDEX_ENTRY_BYTES) / WRITE_UNIT_BYTES);
  const placeBefore = before?.[NEWEST_INDEX.sort]?.S;
  const hasMoved = placeBefore !== undefined && placeBefore !== entry[NEWEST_INDEX.sort]?.S;
  return hasMoved ? 2 * units : units;
}
