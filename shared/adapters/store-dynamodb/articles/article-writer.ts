import { randomUUID } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { TABLE_KEYS } from '../../../config/constants.ts';
import { DepecheError } from '../../../core/errors.ts';
import { isTrial } from '../../../core/trial-article.ts';
import type { ArticleChange, ArticleRecord, MakeChange } from '../../../ports/stores/article-store.ts';
import type { Clock, Random } from '../../../ports/clock.ts';
import type { Lease } from '../../../ports/stores/lease-store.ts';
import { backOff } from '../back-off.ts';
import { type Condition, setIf } from '../conditions.ts';
import type { DynamodbTable, Item, ItemChange } from '../dynamodb-table.ts';
import { articleKey, articlePartition, DELETED_AT, leaseAttribute, newestKey } from '../keys.ts';
import { ttlAttribute, type ValueStore } from '../value-store.ts';
import { isLeaseOurs, leaseIsOurs, readDeletedAtMs } from '../work/lease-conditions.ts';
import { deletionIsAsRead, markExpiresAtMs } from './deletion-mark.ts';
import { entryValue, headEntry, readHead } from './head-entry.ts';

/** A result that goes into the head together with the change, and the lease it was computed under. */
export interface Completion {
  attribute: string;
  entry: AttributeValue.MMember;
  expiresAtMs: number;
  lease: Lease;
}

/**
 * Changes an article's head from its record as read. Every record carries the revision of its write; a write holds only
 * on the revision that it has read, and starts over on another:
 *
 *   worker   reads r1 ─────────────────────────── completes on r1: held → r2
 *   accept        reads r1, finds no result ───────────────────────────── marks on r1: refused; reads r2, completed
 *
 * Returns false, with nothing left behind, when the completion's lease was lost.
 */
export type WriteArticle = (
  id: string,
  change: MakeChange<Promise<ArticleChange | undefined> | ArticleChange | undefined>,
  completion?: Completion,
) => Promise<boolean>;

/** A record lives in its head, where the listing finds it, unless its title is a book. */
const MAX_INLINE_RECORD_BYTES = 50_000;

/** Each attempt lost is a write of someone else's, and articles have few writers: about 3 s in all. */
const WRITE_ATTEMPTS = 10;

export interface ArticleOptions {
  table: DynamodbTable;
  values: ValueStore;
  clock: Clock;
  random: Random;
}

export function createArticleWriter(options: ArticleOptions): WriteArticle {
  const { table, values, clock } = options;

  const writeChange = async (id: string, { record, source }: ArticleChange) => {
    const partition = articlePartition(id);
    const expiresAtMs = Date.parse(record.expiresAt);
    const sourceExpiresAtMs = Date.parse(record.sourceExpiresAt ?? record.expiresAt);
    const inline = { maxInlineBytes: MAX_INLINE_RECORD_BYTES, expiresAtMs };
    const body = { maxInlineBytes: 0, expiresAtMs: sourceExpiresAtMs };
    return {
      record: headEntry(await values.write(partition, record, inline), expiresAtMs, { revision: { S: randomUUID() } }),
      ...(source ? { source: headEntry(await values.write(partition, source, body), sourceExpiresAtMs) } : {}),
    };
  };

  /** Removes the parts of the values under these attributes. */
  const discard = async (id: string, head: Item | undefined, attributes: readonly string[]) => {
    for (const attribute of attributes) await values.discard(articlePartition(id), entryValue(head, attribute));
  };

  return async (id, change, completion) => {
    const key = articleKey(id);
    for (let attempt = 0; attempt < WRITE_ATTEMPTS; attempt += 1) {
      if (attempt > 0) await backOff(attempt, options);
      const nowMs = clock.nowMs();
      const place = { table, values, partition: articlePartition(id), key, nowMs };
      const [read, record] = await readHead(place, ['record', DELETED_AT], async (head, readValue) => {
        return [head, await readValue('record')] as const;
      });
      const deletedAtMs = readDeletedAtMs(read?.[DELETED_AT]);
      const changed = await change(record as ArticleRecord | undefined, deletedAtMs);
      if (!changed) return true;

      const changes = await writeChange(id, changed);
      const entries: Item = { ...changes, ...(completion ? { [completion.attribute]: completion.entry } : {}) };
      const outcome = await table.update(
        key,
        conditionalWrite(changed.record, entries, { record: read?.record, deletedAtMs }, completion),
      );
      if (outcome.held) {
        await discard(id, outcome.before, Object.keys(entries));
        return true;
      }

      // When the answer to a write that held was lost, the SDK's next attempt is refused: it is done all the same.
      const attributes = [...Object.keys(entries), ...leaseAttributes(completion)];
      const head = outcome.found ?? (await table.get(key, attributes));
      if (Object.entries(entries).some(([name, entry]) => isSameWrite(entry, head?.[name]))) return true;
      await discard(id, changes, Object.keys(changes));
      if (completion && !isLeaseOurs(head, completion.lease)) {
        await discard(id, entries, [completion.attribute]);
        return false;
      }
    }
    throw new DepecheError('storage-unavailable', 'The article is being changed by others; try again in a moment.');
  };
}

function conditionalWrite(
  record: ArticleRecord,
  entries: Item,
  read: { record: AttributeValue | undefined; deletedAtMs: number | undefined },
  completion: Completion | undefined,
): ItemChange {
  const markedUntilMs = read.deletedAtMs === undefined ? 0 : markExpiresAtMs(read.deletedAtMs);
  const keptUntilMs = Math.max(Date.parse(record.expiresAt), completion?.expiresAtMs ?? 0, markedUntilMs);
  const listed = isTrial(record.id) ? {} : newestKey(record);
  const conditions = [
    recordIsAsRead(read.record),
    deletionIsAsRead(read.deletedAtMs),
    ...(completion ? [leaseIsOurs(completion.lease)] : []),
  ];
  const attributes = { ...listed, [TABLE_KEYS.ttl]: ttlAttribute(keptUntilMs), ...entries };
  return setIf(attributes, conditions, leaseAttributes(completion));
}

/** Holds while nobody has written the record since; when there was none, while there still is none. */
function recordIsAsRead(read: AttributeValue | undefined): Condition {
  const names = { '#record': 'record', '#revision': 'revision' };
  const revision = read?.M?.revision;
  return revision
    ? { expression: '#record.#revision = :revision', names, values: { ':revision': revision } }
    : { expression: 'attribute_not_exists(#record.#revision)', names };
}

/** Whether the head holds this very entry: the revision of a record and the version of a body are those of one write. */
function isSameWrite(written: AttributeValue, found: AttributeValue | undefined): boolean {
  const nameOf = (entry: AttributeValue | undefined) => entry?.M?.revision?.S ?? entry?.M?.value?.M?.version?.S;
  return nameOf(written) === nameOf(found);
}

function leaseAttributes(completion: Completion | undefined): string[] {
  return completion ? [leaseAttribute(completion.lease.key.target, completion.lease.key.pipelineVersion)] : [];
}
