import { DepecheError } from '../../core/errors.ts';
import { createArticleFilter } from '../../ports/stores/article-filter.ts';
import { isTrial } from '../../core/trial-article.ts';
import type {
  ArticleChange,
  ArticleRecord,
  ArticleSource,
  ArticleStore,
  StoredResult,
} from '../../ports/stores/article-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ResultKey } from '../../ports/stores/result-key.ts';
import type { MemoryLeaseStore } from './memory-lease-store.ts';

interface Entry {
  record: ArticleRecord;
  source?: { value: ArticleSource; expiresAtMs: number } | undefined;
  results: Map<string, StoredResult>;
}

interface Position {
  createdAt: string;
  id: string;
}

export function createMemoryArticleStore(options: { clock: Clock; leases: MemoryLeaseStore }): ArticleStore {
  const { clock, leases } = options;
  const entries = new Map<string, Entry>();
  const issuedCursors = new Map<string, Position>();

  const isLive = (expiresAtMs: number) => expiresAtMs > clock.nowMs();
  const isRecordLive = (record: ArticleRecord) => isLive(Date.parse(record.expiresAt));
  const nameOf = (target: string, pipelineVersion: string) => JSON.stringify([target, pipelineVersion]);
  const liveResults = (id: string) =>
    [...(entries.get(id)?.results.values() ?? [])].filter((stored) => isLive(stored.expiresAtMs));

  const liveRecord = (id: string) => {
    const record = entries.get(id)?.record;
    return record && isRecordLive(record) ? copy(record) : undefined;
  };

  const liveResult = ({ id, target, pipelineVersion }: ResultKey) => {
    const stored = entries.get(id)?.results.get(nameOf(target, pipelineVersion));
    return stored && isLive(stored.expiresAtMs) ? copy(stored) : undefined;
  };

  const write = ({ record, source }: ArticleChange) => {
    const kept = source && { value: copy(source), expiresAtMs: Date.parse(record.sourceExpiresAt ?? record.expiresAt) };
    const { source: earlier, results = new Map() } = entries.get(record.id) ?? {};
    entries.set(record.id, { record: copy(record), source: kept ?? earlier, results });
  };

  const issueCursor = ({ createdAt, id }: Position): string => {
    const cursor = Buffer.from(JSON.stringify([createdAt, id])).toString('base64url');
    issuedCursors.set(cursor, { createdAt, id });
    return cursor;
  };

  const readCursor = (cursor: string): Position => {
    const position = issuedCursors.get(cursor);
    if (!position) throw new DepecheError('invalid-request', 'Leave out `cursor`, or pass the one of the page before.');
    return position;
  };

  return {
    async getArticle(id) {
      return liveRecord(id);
    },

    async changeArticle(id, change) {
      for (;;) {
        const before = entries.get(id);
        const deletedAtMs = leases.deletedAtMs(id);
        const changed = await change(liveRecord(id), deletedAtMs);
        if (changed === undefined) return;
        if (entries.get(id) === before && leases.deletedAtMs(id) === deletedAtMs) return write(changed);
      }
    },

    async getSource(id) {
      const source = entries.get(id)?.source;
      return liveRecord(id) && source && isLive(source.expiresAtMs) ? copy(source.value) : undefined;
    },

    async getResult(key) {
      return liveResult(key);
    },

    async getArticleWithResult({ id, target, pipelineVersion }, fits) {
      const record = liveRecord(id);
      const stored = liveResults(id)
        .filter(({ result }) => result.translation.language === target)
        .filter(({ result }) => pipelineVersion === undefined || result.pipelineVersion === pipelineVersion)
        .sort((a, b) => compare(b.result.createdAt, a.result.createdAt))
        .find((candidate) => fits(candidate, record));
      return { record, stored: stored && copy(stored) };
    },

    async completeResult(stored, change, lease) {
      if (!leases.finish(lease)) return false;
      const { id, target, pipelineVersion } = lease.key;
      write(change(liveRecord(id), leases.deletedAtMs(id)));
      entries.get(id)?.results.set(nameOf(target, pipelineVersion), copy(stored));
      return true;
    },

    async listArticles({ limit, cursor, space, ...filter }) {
      const after = cursor === undefined ? undefined : readCursor(cursor);
      const matches = [...entries.values()]
        .map(({ record }) => record)
        .filter((record) => record.space === space && isRecordLive(record) && !isTrial(record.id))
        .filter(createArticleFilter(filter))
        .sort(newestFirst)
        .filter((record) => after === undefined || newestFirst(record, after) > 0);
      const articles = matches.slice(0, limit).map(copy);
      const last = articles.at(-1);
      return last && matches.length > limit ? { articles, cursor: issueCursor(last) } : { articles };
    },

    async deleteArticle(id) {
      const entry = entries.get(id);
      const existed =
        (entry !== undefined && isRecordLive(entry.record)) ||
        (entry?.source !== undefined && isLive(entry.source.expiresAtMs)) ||
        liveResults(id).length > 0;
      leases.revoke(id, clock.nowMs());
      entries.delete(id);
      return existed;
    },
  };
}

/** Through JSON, as the table keeps values: nothing is shared with the caller, and `undefined` members are gone. */
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function newestFirst(a: Position, b: Position): number {
  return compare(b.createdAt, a.createdAt) || compare(b.id, a.id);
}
