import { DepecheError } from '../../core/errors.ts';
import type { ArticleProblem, ArticleResult } from '../../core/result.ts';
import type { ArticleRecord, ArticleSource, ArticleStore } from '../../ports/article-store.ts';
import type { AppDependencies } from '../dependencies.ts';
import { pipelineVersion } from '../article/pipeline-version.ts';
import { hashContent } from '../article/hash-content.ts';

/** An article without a result: it is being worked on, or failed with a problem. */
export interface ArticleState {
  id: string;
  status: 'processing' | 'failed';
  title: string;
  problem?: ArticleProblem;
  createdAt: string;
  updatedAt: string;
}

export type GetArticle = (query: {
  id: string;
  target: string;
  /** An older one, when it is asked for; the current one when absent. */
  pipelineVersion?: string | undefined;
}) => Promise<ArticleResult | ArticleState>;

/**
 * The stored result, or how far it is. The result of an earlier content gives way to the state of the version under
 * way or failed. Throws `DepecheError`: `not-found`, `storage-unavailable`.
 */
export function createGetArticle(deps: Pick<AppDependencies, 'store' | 'translator' | 'summarizer'>): GetArticle {
  const { store } = deps;
  return async ({ id, target, pipelineVersion: version = pipelineVersion(deps) }) => {
    const { record, stored } = await store.getArticleWithResult({ id, target, pipelineVersion: version });
    const isCurrent = stored !== undefined && hashContent(stored.result.source) === record?.contentHash;
    const state = record && toArticleState(record);
    if (state && !isCurrent) return state;
    if (stored) return { ...stored.result, cached: true };
    throw await notFound(store, id, target, record);
  };
}

/** How far an article is; nothing when it is completed. */
export function toArticleState(record: ArticleRecord): ArticleState | undefined {
  const { id, status, title, problem, createdAt, updatedAt } = record;
  if (status === 'completed') return undefined;
  return { id, status, title, ...(problem === undefined ? {} : { problem }), createdAt, updatedAt };
}

async function notFound(
  store: ArticleStore,
  id: string,
  target: string,
  record: ArticleRecord | undefined,
): Promise<DepecheError> {
  if (!record) return new DepecheError('not-found', 'There is no such article, or it has expired.');
  const versions = await store.listResultVersions(id, target);
  const older = versions.length === 0 ? '' : `, or ask for one of these pipeline versions: ${versions.join(', ')}`;
  return new DepecheError('not-found', `The article has no current result for "${target}"; process it again${older}.`);
}

/** The article as it came in, with the marks of the cleaning. Throws `DepecheError`: `not-found`, `storage-unavailable`. */
export function createGetSource(deps: Pick<AppDependencies, 'store'>): (id: string) => Promise<ArticleSource> {
  return async (id) => {
    const source = await deps.store.getSource(id);
    if (!source) throw new DepecheError('not-found', 'There is no such article, or it has expired.');
    return source;
  };
}
