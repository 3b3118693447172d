import type { ArticleInput } from '../../core/input.ts';
import type { ArticleRecord } from '../../ports/article-store.ts';
import { contentHashOf } from '../article/hash-content.ts';
import { lifeFrom } from '../article/life.ts';
import { isOlderVersion } from '../article/order-versions.ts';
import { pipelineVersion } from '../article/pipeline-version.ts';
import { type PreparedArticle, prepareArticle } from '../article/prepare-article.ts';
import type { AppDependencies } from '../dependencies.ts';
import { refuseUnknownTarget } from '../translation/known-targets.ts';
import { DeletedMeanwhileError, isDeletedSince } from '../work/deleted-meanwhile.ts';

/** What was taken on for later. */
export interface AcceptedArticle {
  id: string;
  status: 'processing';
  title: string;
  createdAt: string;
  updatedAt: string;
}

/** `queue` sees to it that the article is processed, under this id and as asked for at `askedMs` (now, when absent). */
export type AcceptArticle = (
  input: ArticleInput,
  queue: (id: string, askedMs: number) => Promise<unknown>,
  askedMs?: number,
) => Promise<AcceptedArticle>;

/**
 * Queues an article and marks it as being worked on, with its source. Queued first: whoever dies in between leaves no
 * mark that nobody would take off again. And marked only as long as the record is the one that was read before: whoever
 * wrote since, most likely the worker that is done already, knows better. A version older than the one on record leaves
 * it as it is; one whose result is there stays completed, because the queue will find nothing to do.
 * Throws `DepecheError` as `prepareArticle` says, so that a bad article is refused at once, what `queue` throws, and
 * `DeletedMeanwhileError`.
 */
export function createAcceptArticle(deps: AppDependencies): AcceptArticle {
  return async (input, queue, askedMs = deps.clock.nowMs()) => {
    await refuseUnknownTarget(deps, input.target);
    const article = await prepareArticle(deps, input);
    const { id, clean } = article;
    const nowMs = deps.clock.nowMs();
    const updatedAt = new Date(nowMs).toISOString();
    const accepted: AcceptedArticle = { id, status: 'processing', title: clean.title, createdAt: updatedAt, updatedAt };
    let isQueued = false;
    await deps.store.changeArticle(id, async (existing, deletedAtMs) => {
      if (isDeletedSince(deletedAtMs, askedMs)) throw new DeletedMeanwhileError(askedMs);
      if (isQueued) return undefined;
      const stored = await deps.store.getResult({ id, target: input.target, pipelineVersion: pipelineVersion(deps) });
      await queue(id, askedMs);
      isQueued = true;
      accepted.createdAt = existing?.createdAt ?? updatedAt;
      if (isOlderVersion(article, existing, askedMs)) return undefined;
      const isDone = stored !== undefined && contentHashOf(stored) === article.contentHash;
      return {
        record: toRecord(deps, article, { ...accepted, status: isDone ? 'completed' : 'processing' }, existing),
        source: { input, text: article.original, marks: clean.marks },
      };
    });
    return accepted;
  };
}

function toRecord(
  { settings }: Pick<AppDependencies, 'settings'>,
  { contentHash, publishedAt }: PreparedArticle,
  state: Pick<ArticleRecord, 'id' | 'status' | 'title' | 'createdAt' | 'updatedAt'>,
  existing: ArticleRecord | undefined,
): ArticleRecord {
  return {
    ...state,
    contentHash,
    ...(publishedAt === undefined ? {} : { publishedAt }),
    targets: existing?.contentHash === contentHash ? existing.targets : [],
    ...lifeFrom(Date.parse(state.updatedAt), settings),
  };
}
