import { type EngineName, engineIdsOf } from '../../core/engine-names.ts';
import { DepecheError } from '../../core/errors.ts';
import type { ArticleProblem, ArticleResult } from '../../core/result.ts';
import type { ArticleRecord, ArticleSource, StoredResult } from '../../ports/stores/article-store.ts';
import type { AppDependencies } from '../dependencies.ts';
import { contentHashOf } from '../article/hash-content.ts';
import { publicId, spaceOf, storedId } from '../ownership/spaces.ts';

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
  /** The one that made it; any, when absent. */
  pipelineVersion?: string | undefined;
  /** The same of engines. */
  engine?: EngineName | undefined;
  apiKeyId?: string | undefined;
}) => Promise<ArticleResult | ArticleState>;

/**
 * The newest stored result of the article's current content, whichever version of the pipeline made it: what has been
 * made stays readable over a new rule, engine or glossary, and while two versions serve side by side. While there is none
 * of that content, how far it is. Throws `DepecheError`: `not-found`, `storage-unavailable`.
 */
export function createGetArticle({ store, settings }: Pick<AppDependencies, 'store' | 'settings'>): GetArticle {
  return async ({ apiKeyId, engine, ...query }) => {
    const id = storedId(spaceOf(settings, apiKeyId), query.id);
    const isWanted = ({ result }: StoredResult) =>
      engine === undefined || engineIdsOf(engine).includes(result.translation.engine);
    const fits = (made: StoredResult, of: ArticleRecord | undefined) => isWanted(made) && isCurrent(made, of);
    const { record, stored } = await store.getArticleWithResult({ ...query, id }, fits);
    if (stored) return { ...stored.result, cached: true };
    const state = record && toArticleState(record);
    if (state) return state;
    throw new DepecheError(
      'not-found',
      record
        ? `The article has no current result for "${query.target}"${engine === undefined ? '' : ` by ${engine}`}; process it again.`
        : 'There is no such article, or it has expired.',
    );
  };
}

function isCurrent(stored: StoredResult, record: ArticleRecord | undefined): boolean {
  return record === undefined || contentHashOf(stored) === record.contentHash;
}

/** How far an article is; nothing when it is completed. */
export function toArticleState(record: ArticleRecord): ArticleState | undefined {
  const { id, status, title, problem, createdAt, updatedAt } = record;
  if (status === 'completed') return undefined;
  return { id: publicId(id), status, title, ...(problem === undefined ? {} : { problem }), createdAt, updatedAt };
}

export type GetSource = (id: string, apiKeyId?: string) => Promise<ArticleSource>;

/** The article as it came in, with the marks of the cleaning. Throws `DepecheError`: `not-found`, `storage-unavailable`. */
export function createGetSource({ store, settings }: Pick<AppDependencies, 'store' | 'settings'>): GetSource {
  return async (id, apiKeyId) => {
    const source = await store.getSource(storedId(spaceOf(settings, apiKeyId), id));
    if (!source) throw new DepecheError('not-found', 'There is no such article, or it has expired.');
    return source;
  };
}
