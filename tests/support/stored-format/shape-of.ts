import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type CompressedValue, expandValue } from '../../../shared/adapters/store-dynamodb/compress-value.ts';
import type { Item, StoredFixture } from './stored-fixture.ts';

/**
 * What the stored things of a version look like, without what they say: the paths of their members with the type of each,
 * by kind of thing. Compressed texts are opened, be they in their head or in parts.
 */
export async function shapeOf({ items, accepted, deadLetter }: StoredFixture): Promise<Record<string, string[]>> {
  const paths = new Map<string, Set<string>>();
  const note = (kind: string, path: string) => paths.set(kind, (paths.get(kind) ?? new Set()).add(path));
  for (const item of items) {
    const kind = `${item.pk?.S?.split('#')[0]} ${item.sk?.S?.split('#')[0]}`;
    for (const [name, value] of Object.entries(item)) {
      for (const path of await shapeOfAttribute(maskName(name), value, item, items)) note(kind, path);
    }
  }
  for (const file of accepted) {
    const { body, ...others } = file;
    for (const path of shapeOfJson('', { ...others, body: JSON.parse(String(body)) })) note('accepted file', path);
  }
  for (const path of shapeOfJson('', deadLetter)) note('dead letter', path);
  return Object.fromEntries([...paths].sort().map(([kind, found]) => [kind, [...found].sort()]));
}

/** Names that hold what differs from article to article, account to account, key to key. */
function maskName(name: string): string {
  return name
    .replace(/^(result|lease)#.*/, '$1#…')
    .replace(/^@.*/, '@…')
    .replace(/^\$.*/, '$…')
    .replace(/^reservation .*/, 'reservation …')
    .replace(/ key:.*/, ' key:…');
}

async function shapeOfAttribute(
  path: string,
  value: AttributeValue,
  item: Item,
  items: readonly Item[],
): Promise<string[]> {
  if (path === '@…') return [`${path}: ${value.S?.replace(/[0-9a-z]+/gi, 'x')}`];
  if (path === 'value' || path.endsWith('.value')) {
    const stored = value.M ?? {};
    const where = stored.version ? 'in parts' : 'in the head';
    return [`${path}: ${where}`, ...shapeOfJson(path, await expandValue(readValue(stored, item, items)))];
  }
  if (value.M === undefined) return [`${path}: ${Object.keys(value)[0]}`];
  const shapes = Object.entries(value.M).map(([name, part]) => shapeOfAttribute(`${path}.${name}`, part, item, items));
  return (await Promise.all(shapes)).flat();
}

function readValue(stored: Item, { pk }: Item, items: readonly Item[]): CompressedValue {
  if (stored.json?.S !== undefined) return { json: stored.json.S };
  if (stored.br?.B !== undefined) return { br: stored.br.B };
  const prefix = `part#${stored.version?.S}#`;
  const parts = items.filter((item) => item.pk?.S === pk?.S && item.sk?.S?.startsWith(prefix));
  const ordered = parts.sort((a, b) => String(a.sk?.S).localeCompare(String(b.sk?.S)));
  const bytes = Buffer.concat(ordered.map(({ bytes: part }) => part?.B ?? new Uint8Array()));
  return stored.encoding?.S === 'json' ? { json: bytes.toString() } : { br: bytes };
}

function shapeOfJson(path: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((part) => shapeOfJson(`${path}[]`, part));
  if (typeof value !== 'object' || value === null) return [`${path}: ${value === null ? 'null' : typeof value}`];
  return Object.entries(value).flatMap(([name, part]) => shapeOfJson(`${path}.${name}`, part));
}
