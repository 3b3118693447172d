import type { ArticleInput } from '../core/input.ts';
import type { AppDependencies } from './dependencies.ts';
import { isOlderVersion } from './order-versions.ts';
import { pipelineVersion } from './pipeline-version.ts';
import { hashContent, prepareArticle } from './prepare-article.ts';
import { requireTarget } from './translate-within-budget.ts';

/** What was taken on for later. */
export interface AcceptedArticle {
  id: string;
  status: 'processing';
  title: string;
  createdAt: string;
  updatedAt: string;
}

export type AcceptArticle = (input: ArticleInput) => Promise<AcceptedArticle>;

/**
 * Marks an article as being worked on, before it goes to the queue, and keeps its source. A version older than the one
 * on record leaves the record as it is; one whose result is there already stays completed, because nobody would take the
 * mark off again when the queue finds nothing to do.
 * Throws `DepecheError` as `prepareArticle` says, so that a bad article is refused at once, and `storage-unavailable`.
 */
export function createAcceptArticle(deps: AppDependencies): AcceptArticle {
  return async (input) => {
    await requireTarget(deps.translator, input.target);
    const article = await prepareArticle(deps, input);
    const { id, contentHash, publishedAt, clean } = article;
    const existing = await deps.store.getArticle(id);
    const nowMs = deps.clock.nowMs();
    const updatedAt = new Date(nowMs).toISOString();
    const createdAt = existing?.createdAt ?? updatedAt;
    if (!isOlderVersion(article, existing)) {
      const stored = await deps.store.getResult({ id, target: input.target, pipelineVersion: pipelineVersion(deps) });
      const isDone = stored !== undefined && hashContent(stored.result.source) === contentHash;
      await deps.store.putArticle(
        {
          id,
          status: isDone ? 'completed' : 'processing',
          title: clean.title,
          contentHash,
          ...(publishedAt === undefined ? {} : { publishedAt }),
          targets: existing?.contentHash === contentHash ? existing.targets : [],
          createdAt,
          updatedAt,
          expiresAt: new Date(nowMs + deps.settings.resultTtlMs).toISOString(),
        },
        { input, text: article.original, marks: clean.marks },
      );
    }
    return { id, status: 'processing', title: clean.title, createdAt, updatedAt };
  };
}
