import type { ArticleInput } from '../../core/input.ts';
import type { ArticleResult } from '../../core/result.ts';
import type { ArticleChange, ArticleRecord, ArticleTranslation } from '../../ports/stores/article-store.ts';
import type { ResultKey } from '../../ports/stores/result-key.ts';
import type { AppDependencies } from '../dependencies.ts';
import type { ComputedResult } from './compute-result.ts';
import type { PreparedArticle } from './prepare-article.ts';
import type { Job } from '../work/request-context.ts';
import { keptEngine } from '../engines/choose-engine.ts';
import { idConflict, isIdConflict } from '../ownership/derived-id.ts';
import { inputOf, originOf } from '../ownership/keep-origin.ts';
import { spaceOf } from '../ownership/spaces.ts';
import { hashSource } from './hash-content.ts';
import { lifeFrom } from './life.ts';
import type { HeldLease } from '../work/cross-machine-flight.ts';

interface ResultToKeep extends ComputedResult {
  input: ArticleInput;
  article: PreparedArticle;
  key: ResultKey;
  fingerprint: string;
}

/**
 * Stores a result under the lease, and the source when it is new, differs or would not live as long; the targets that
 * others have completed meanwhile stay. A lost lease ends the work. Returns false, with a warning, when the table did not
 * answer: then the result may be stored or not. Throws `id-conflict`.
 */
export async function keepResult(
  deps: AppDependencies,
  { input, article, key, result, fingerprint, provisional }: ResultToKeep,
  job: Job,
  held: HeldLease,
): Promise<boolean> {
  const { contentHash } = article;
  const stored = { result, fingerprint, contentHash, expiresAtMs: Date.parse(result.expiresAt), provisional };
  let isConflict = false;
  const change = (existing: ArticleRecord | undefined): ArticleChange => {
    // Its owner came while this was computed; the result stays unseen, for it is not of the content on record.
    isConflict = isIdConflict(article, existing);
    if (existing && isConflict) return { record: existing };
    const same = existing?.contentHash === contentHash ? existing : undefined;
    const place = { id: key.id, space: spaceOf(deps.settings, job.apiKeyId) };
    const sourceHash = hashSource(article.original, input.keep);
    const engine = input.engine ?? keptEngine(article, existing);
    const state = { ...place, sourceHash, engine, ...originOf(article, existing, job.apiKeyId) };
    const record = toRecord(deps, article, result, state, same, existing?.createdAt);
    // The source on record may do; ISO times compare as text.
    const sourceExpiresAt = same?.sourceExpiresAt ?? '';
    const isSourceSame = same?.sourceHash === sourceHash && sourceExpiresAt >= record.expiresAt;
    if (same && isSourceSame) return { record: { ...record, sourceExpiresAt } };
    return { record, source: { input: inputOf(input, article), text: article.original, marks: article.clean.marks } };
  };
  const complete = () => deps.store.completeResult(stored, change, held.current());
  const outcome = await job.tolerance.attemptLast('complete result', complete, 'unavailable' as const);
  if (outcome === false) held.surrender();
  if (outcome === true) held.completed();
  if (isConflict) throw idConflict();
  return outcome === true;
}

/** The record lives as long as a good result would, also when this one is only provisional. */
function toRecord(
  { settings }: Pick<AppDependencies, 'settings'>,
  article: PreparedArticle,
  result: ArticleResult,
  state: Pick<ArticleRecord, 'id' | 'space' | 'sourceHash' | 'engine' | 'publishedAt' | 'origin'>,
  same: ArticleRecord | undefined,
  createdAt = same?.createdAt ?? result.createdAt,
): ArticleRecord {
  return {
    ...state,
    idIsDerived: article.idIsDerived,
    status: 'completed',
    title: article.clean.title,
    contentHash: article.contentHash,
    targets: [...new Set([...(same?.targets ?? []), result.translation.language])].sort(),
    translations: addTranslation(same?.translations ?? [], result),
    createdAt,
    updatedAt: result.createdAt,
    ...lifeFrom(Date.parse(result.createdAt), settings),
  };
}

/** The newest translation into one language takes the place of the one before. */
function addTranslation(others: readonly ArticleTranslation[], { translation }: ArticleResult): ArticleTranslation[] {
  const { language: target, engine, quality } = translation;
  return [...others.filter((other) => other.target !== target), { target, engine, quality }].sort((left, right) =>
    left.target.localeCompare(right.target),
  );
}
