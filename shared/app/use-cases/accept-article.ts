import type { ArticleInput } from '../../core/input.ts';
import type { ArticleRecord, StoredResult } from '../../ports/stores/article-store.ts';
import { idConflict, isIdConflict } from '../ownership/derived-id.ts';
import { contentHashOf, hashSource } from '../article/hash-content.ts';
import { inputOf, keepOrigin, originOf } from '../ownership/keep-origin.ts';
import { lifeFrom, lifeUntil } from '../article/life.ts';
import { answersRequest, resultFingerprint } from '../article/reuse-result.ts';
import { isOlderVersion } from '../article/order-versions.ts';
import { chooseEngine, keptEngine } from '../engines/choose-engine.ts';
import { pipelineVersion } from '../article/pipeline-version.ts';
import { type PreparedArticle, prepareArticle } from '../article/prepare-article.ts';
import { spaceOf, storedId } from '../ownership/spaces.ts';
import type { AppDependencies } from '../dependencies.ts';
import type { ArticleState } from './get-article.ts';
import { refuseUnknownTarget } from '../translation/known-targets.ts';
import { refuseForeignSource } from '../translation/refuse-foreign-source.ts';
import { DeletedMeanwhileError, isDeletedSince } from '../work/deleted-meanwhile.ts';
import type { RequestContext } from '../work/request-context.ts';

/** What was taken on for later. */
export type AcceptedArticle = Omit<ArticleState, 'problem'> & { status: 'processing' };

/** `queue` sees to it that the article is processed, under this id and as asked for at `askedMs` (now, when absent). */
export type AcceptArticle = (
  input: ArticleInput,
  queue: (id: string, askedMs: number) => Promise<unknown>,
  asked?: Pick<RequestContext, 'askedMs' | 'apiKeyId'>,
) => Promise<AcceptedArticle>;

/**
 * Queues an article and marks it as being worked on, with its source. Queued first: whoever dies in between leaves no
 * mark that nobody would take off again. And marked only as long as the record is the one that was read before: whoever
 * wrote since, most likely the worker that is done already, knows better. A version older than the one on record leaves
 * it as it is; one whose result is there stays completed, because the queue will find nothing to do, and lives no longer.
 * Throws `DepecheError` as `prepareArticle` says, so that a bad article is refused at once, `id-conflict`, what
 * `queue` throws, and `DeletedMeanwhileError`.
 */
export function createAcceptArticle(deps: AppDependencies): AcceptArticle {
  return async (input, queue, { apiKeyId, askedMs = deps.clock.nowMs() } = {}) => {
    const prepared = await prepareArticle(deps, input);
    const { id, clean } = prepared;
    const space = spaceOf(deps.settings, apiKeyId);
    const stored = storedId(space, id);
    const chosen = await chooseEngine(deps, input, prepared, () => deps.store.getArticle(stored));
    await refuseUnknownTarget(chosen.deps, input.target);
    refuseForeignSource(chosen.deps.translator, prepared);
    const key = { id: stored, target: input.target, pipelineVersion: pipelineVersion(chosen.deps) };
    const nowMs = deps.clock.nowMs();
    const updatedAt = new Date(nowMs).toISOString();
    const accepted: AcceptedArticle = { id, status: 'processing', title: clean.title, createdAt: updatedAt, updatedAt };
    let isQueued = false;
    await deps.store.changeArticle(key.id, async (existing, deletedAtMs) => {
      if (isDeletedSince(deletedAtMs, askedMs)) throw new DeletedMeanwhileError(askedMs);
      if (isQueued) return undefined;
      if (isIdConflict(prepared, existing)) throw idConflict();
      const article = keepOrigin(prepared, existing, apiKeyId);
      const made = await deps.store.getResult(key);
      await queue(id, askedMs);
      isQueued = true;
      accepted.createdAt = existing?.createdAt ?? updatedAt;
      if (isOlderVersion(article, existing, askedMs)) return undefined;
      const done = made && contentHashOf(made) === article.contentHash && !chosen.isSwitch ? made : undefined;
      const isAnswer = done && !input.refresh && answersRequest(done, resultFingerprint(input, article), nowMs);
      return {
        record: {
          ...toRecord(article, { ...accepted, status: done ? 'completed' : 'processing' }, existing),
          ...(isAnswer ? lifeWith(done, article, existing) : lifeFrom(nowMs, deps.settings)),
          ...originOf(article, existing, apiKeyId),
          sourceHash: hashSource(article.original, input.keep),
          id: key.id,
          space,
          engine: keptEngine(article, existing),
        },
        source: { input: inputOf(input, article), text: article.original, marks: clean.marks },
      };
    });
    return accepted;
  };
}

/** No result is going to be made: the source ends with the last one of this content, and is not shown for longer. */
function lifeWith(
  { expiresAtMs }: StoredResult,
  { contentHash }: PreparedArticle,
  existing: ArticleRecord | undefined,
) {
  const others = existing?.contentHash === contentHash ? Date.parse(existing.expiresAt) : 0;
  return lifeUntil(Math.max(expiresAtMs, others));
}

function toRecord(
  { contentHash, idIsDerived }: PreparedArticle,
  state: Pick<ArticleRecord, 'id' | 'status' | 'title' | 'createdAt' | 'updatedAt'>,
  existing: ArticleRecord | undefined,
): Omit<ArticleRecord, 'expiresAt'> {
  return {
    ...state,
    idIsDerived,
    contentHash,
    targets: existing?.contentHash === contentHash ? existing.targets : [],
    translations: existing?.contentHash === contentHash ? existing.translations : undefined,
  };
}
