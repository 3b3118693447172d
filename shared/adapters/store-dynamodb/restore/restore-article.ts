import { NEWEST_INDEX, TABLE_KEYS } from '../../../config/constants.ts';
import { divide } from '../../../core/text/divide.ts';
import { DepecheError } from '../../../core/errors.ts';
import { TRIAL_PREFIX } from '../../../core/trial-article.ts';
import type { ArticleRecord } from '../../../ports/stores/article-store.ts';
import { deletionIsAsRead, markExpiresAtMs } from '../articles/deletion-mark.ts';
import { entryValue, isEntryLive } from '../articles/head-entry.ts';
import { setIf } from '../conditions.ts';
import type { Item } from '../dynamodb-table.ts';
import { articlePartition, DELETED_AT } from '../keys.ts';
import { ttlAttribute } from '../value-store.ts';
import { readDeletedAtMs } from '../work/lease-conditions.ts';
import { copyParts, type RestoreDependencies } from './copy-parts.ts';
import { isNotServed, keyOf } from './put-absent.ts';

const LEASE = 'lease#';
/** Of a head, beside what it holds. */
const PLACES: ReadonlySet<string> = new Set([...Object.values(TABLE_KEYS), NEWEST_INDEX.partition, NEWEST_INDEX.sort]);

/** DynamoDB: an expression has at most 4 KB; one assignment takes some 15 bytes of it. */
const MAX_SETS = 200;

/** Others may write the article meanwhile, who are few. */
const ATTEMPTS = 5;

/**
 * Restores one article from its head: the parts of its texts first, then the head under the condition that the target has
 * no such article still. `live` is its head there. A head that somebody writes meanwhile is newer.
 */
export async function restoreArticle(head: Item, live: Item | undefined, deps: RestoreDependencies): Promise<void> {
  const { tally, nowMs } = deps;
  const names = Object.keys(head);
  tally.add('leftOut', 'leases', names.filter((name) => name.startsWith(LEASE)).length);
  if (head[DELETED_AT]) tally.add('leftOut', 'deletionMarks');
  if (!head.record) return;
  if (isOfTrial(head)) return tally.add('leftOut', 'trialArticles');
  if (!isEntryLive(head.record, nowMs)) return tally.add('articles', 'expired');

  let found = live;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (isEntryLive(found?.record, nowMs)) return keepPresent(head, found as Item, deps);
    const deletedAtMs = readDeletedAtMs(found?.[DELETED_AT]);
    if (deletedAtMs !== undefined && !deps.includeDeleted) return tally.add('articles', 'deleted');
    if (await bringBack(head, deletedAtMs, deps)) return;
    found = await deps.persist(() => deps.target.get(keyOf(head)));
  }
  throw new DepecheError('storage-unavailable', 'An article is being changed by others; run the command again.');
}

/** Texts of a present article may have gone all the same; those that its head still names are brought back. */
async function keepPresent(head: Item, live: Item, deps: RestoreDependencies): Promise<void> {
  const { tally } = deps;
  const partition = head[TABLE_KEYS.partition]?.S ?? '';
  let copied = 0;
  for (const name of Object.keys(live)) {
    const value = entryValue(live, name);
    const version = value?.M?.version?.S;
    if (version === undefined || version !== entryValue(head, name)?.M?.version?.S) continue;
    copied += (await copyParts(deps, partition, value)) ?? 0;
  }
  tally.add('articles', 'present');
  if (copied > 0) tally.add('articles', 'mended');
}

/** Returns false when another wrote or deleted the article meanwhile. */
async function bringBack(head: Item, deletedAtMs: number | undefined, deps: RestoreDependencies): Promise<boolean> {
  const { values, tally, nowMs, isDryRun, persist } = deps;
  const partition = head[TABLE_KEYS.partition]?.S ?? '';
  const kept: Item = {};
  let isWhole = true;
  for (const [name, entry] of Object.entries(head)) {
    if (PLACES.has(name) || name === DELETED_AT || name.startsWith(LEASE)) continue;
    if (entry.M?.expiresAtMs && !isEntryLive(entry, nowMs)) continue;
    const copied = await copyParts(deps, partition, entryValue(head, name));
    if (copied === undefined) isWhole = false;
    else kept[name] = entry;
  }
  const recordValue = entryValue(kept, 'record');
  const stored = recordValue && (await persist(() => values.read(partition, recordValue)));
  const record = stored?.value as ArticleRecord | undefined;
  const tellIfTorn = () => {
    if (isWhole) return;
    tally.add('articles', 'incomplete');
    tally.name('incompleteIds', record?.id ?? partition);
  };
  if (!record) {
    tellIfTorn();
    return true;
  }
  if (!isDryRun && !(await writeHead(head, kept, deletedAtMs, deps))) return false;
  tellIfTorn();
  tally.add('articles', 'restored');
  if (record.status === 'processing') {
    tally.add('articles', 'underWay');
    tally.name('underWayIds', record.id);
  }
  return true;
}

/** Returns false when another wrote or deleted the article meanwhile. */
async function writeHead(
  head: Item,
  { record, ...others }: Item,
  deletedAtMs: number | undefined,
  deps: RestoreDependencies,
): Promise<boolean> {
  const { target, nowMs, persist } = deps;
  const listed = [NEWEST_INDEX.partition, NEWEST_INDEX.sort].flatMap((name) =>
    head[name] ? [[name, head[name]]] : [],
  );
  const ttl = { [TABLE_KEYS.ttl]: ttlAttribute(keptUntilMs({ ...others, ...(record && { record }) }, deletedAtMs)) };
  // The mark stays: what was asked for before it is over.
  const conditions = [isNotServed('record', nowMs), deletionIsAsRead(deletedAtMs)];
  // The record comes last: where one write cannot hold all, nothing is seen without it, and a run that ends begins anew.
  const entries = Object.entries({ ...others, ...Object.fromEntries(listed), ...(record && { record }) });
  for (const portion of divide(entries, MAX_SETS)) {
    const change = setIf({ ...Object.fromEntries(portion), ...ttl }, conditions);
    const { held } = await persist(() => target.update(keyOf(head), change));
    if (!held) return isThere(head, deps);
  }
  return true;
}

/** Whether a write that was refused had held at an attempt before, whose answer was lost. */
async function isThere(head: Item, { target, persist }: RestoreDependencies): Promise<boolean> {
  const found = await persist(() => target.get(keyOf(head), ['record']));
  const revision = head.record?.M?.revision?.S;
  return revision !== undefined && found?.record?.M?.revision?.S === revision;
}

function keptUntilMs(entries: Item, deletedAtMs: number | undefined): number {
  const ends = Object.values(entries).map((entry) => Number(entry.M?.expiresAtMs?.N ?? 0));
  return Math.max(...ends, deletedAtMs === undefined ? 0 : markExpiresAtMs(deletedAtMs));
}

/** Trial articles live for seconds, and whoever would delete one is gone. */
function isOfTrial(head: Item): boolean {
  const beginning = articlePartition(TRIAL_PREFIX).slice(0, -1);
  return (head[TABLE_KEYS.partition]?.S ?? '').startsWith(beginning);
}
