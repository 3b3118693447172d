import { createHash } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { NEWEST_INDEX, TABLE_KEYS } from '../../config/constants.ts';
import type { ArticleRecord } from '../../ports/stores/article-store.ts';

/**
 * Where every kind of item lives. Names given from outside are written as JSON strings: quotes delimit them, so that no
 * two lists of names make the same key, and lone surrogates, which DynamoDB's UTF-8 cannot hold, are escaped.
 *
 *   pk                     sk                        what
 *   article#"<id>"         article                   head of an article: record, pointers to bodies, leases
 *   article#"<id>"         part#<version>#00001      part of a body that a head points to
 *   segment#"<key>"        segment                   head of a remembered sentence
 *   usage#<month>          usage                     counters and reservations of a month
 */
export type ItemKey = Record<string, AttributeValue>;

/**
 * DynamoDB: partition key ≤ 2,048 bytes, sort key ≤ 1,024. A name that would take more than this many bytes is replaced
 * by its hash, which, having no quotes, cannot be mistaken for a name.
 */
const MAX_NAME_BYTES = 700;

const HEAD_SORT = 'article';
export const PART_PREFIX = 'part#';
const SHARED_LIST = 'articles';

/** Partition of the newest-first index that lists the articles of a space. */
export function listPartition(space: string | undefined): string {
  return space === undefined ? SHARED_LIST : `${SHARED_LIST}#${encodeName(space)}`;
}

export function articlePartition(id: string): string {
  return `article#${encodeName(id)}`;
}

export function articleKey(id: string): ItemKey {
  return itemKey(articlePartition(id), HEAD_SORT);
}

export function sentencePartition(key: string): string {
  return `segment#${encodeName(key)}`;
}

export function sentenceItemKey(key: string): ItemKey {
  return itemKey(sentencePartition(key), 'segment');
}

export function claimantPartition(owner: string): string {
  return `claimant#${encodeName(owner)}`;
}

/** Where the owner of claims gives signs of life. */
export function claimantKey(owner: string): ItemKey {
  return itemKey(claimantPartition(owner), 'beat');
}

export function usageKey(month: string): ItemKey {
  return itemKey(`usage#${encodeName(month)}`, 'usage');
}

/** `partNumber` from 1, padded so that parts sort in order. */
export function partKey(partition: string, version: string, partNumber: number): ItemKey {
  return itemKey(partition, `${partPrefix(version)}${String(partNumber).padStart(5, '0')}`);
}

export function partPrefix(version: string): string {
  return `${PART_PREFIX}${version}#`;
}

/** The query of all items of a partition whose sort keys begin so. */
export function itemsBeginningWith(partition: string, prefix: string) {
  return {
    ConsistentRead: true,
    KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
    ExpressionAttributeNames: { '#pk': TABLE_KEYS.partition, '#sk': TABLE_KEYS.sort },
    ExpressionAttributeValues: { ':pk': { S: partition }, ':prefix': { S: prefix } },
  };
}

/** Place in the newest-first index; unique to the article, so that a listing can go on behind it. */
export function newestSort(createdAt: string, id: string): string {
  return `${new Date(createdAt).toISOString()}#${encodeName(id)}`;
}

export function newestKey({ createdAt, id, space }: Pick<ArticleRecord, 'createdAt' | 'id' | 'space'>): ItemKey {
  return {
    [NEWEST_INDEX.partition]: { S: listPartition(space) },
    [NEWEST_INDEX.sort]: { S: newestSort(createdAt, id) },
  };
}

/** Attribute of an article's head: when the article was last deleted, epoch milliseconds. */
export const DELETED_AT = 'deletedAtMs';

/** Attribute of an article's head that stands for one result or one lease. */
export function resultAttribute(target: string, pipelineVersion: string): string {
  return `${resultAttributePrefix(target)}${encodeName(pipelineVersion)}`;
}

export function resultAttributePrefix(target: string): string {
  return `result#${encodeName(target)}#`;
}

export function leaseAttribute(target: string, pipelineVersion: string): string {
  return `lease#${encodeName(target)}#${encodeName(pipelineVersion)}`;
}

export function itemKey(partition: string, sort: string): ItemKey {
  return { [TABLE_KEYS.partition]: { S: partition }, [TABLE_KEYS.sort]: { S: sort } };
}

function encodeName(name: string): string {
  const quoted = JSON.stringify(name);
  return Buffer.byteLength(quoted) <= MAX_NAME_BYTES
    ? quoted
    : `sha256:${createHash('sha256').update(quoted).digest('hex')}`;
}
