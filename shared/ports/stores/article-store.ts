import type { CleaningMark } from '../../core/article.ts';
import type { EngineName } from '../../core/engine-names.ts';
import type { ArticleInput } from '../../core/input.ts';
import type { ArticleProblem, ArticleResult } from '../../core/result.ts';
import type { Lease } from './lease-store.ts';
import type { ResultKey } from './result-key.ts';

/** What the table knows about an article beside its results. */
export interface ArticleRecord {
  /** Unique over all spaces. */
  id: string;
  /** Articles of one space are listed together; the shared one when absent. */
  space?: string | undefined;
  /** Whether the id is a hash of the content, and so belongs to that; absent where an earlier release stored it. */
  idIsDerived?: boolean | undefined;
  status: 'processing' | 'completed' | 'failed';
  title: string;
  /** SHA-256 (hex) of the content as cleaned without `keep`; tells one version of an article from another. */
  contentHash: string;
  /** SHA-256 (hex) of the stored source's text and of what it keeps; absent where an earlier release stored it. */
  sourceHash?: string | undefined;
  /** When the newsroom published this version, for putting late versions in order; ISO 8601. */
  publishedAt?: string | undefined;
  /** Who brought this content, and from where; absent where an earlier release stored it. */
  origin?: ArticleOrigin | undefined;
  /** Targets that have a result of some pipeline version, sorted. */
  targets: string[];
  /** The newest translation into each target, sorted by it; absent where an earlier release stored the record. */
  translations?: readonly ArticleTranslation[] | undefined;
  /** The engine that it was last asked for with by name, which it keeps until another is named. */
  engine?: EngineName | undefined;
  /** Why it failed; set exactly when `status` is `failed`. */
  problem?: ArticleProblem | undefined;
  createdAt: string;
  updatedAt: string;
  expiresAt: string;
  /** How long the source is kept, which is at least as long as the record; absent where it was stored by the first release. */
  sourceExpiresAt?: string | undefined;
}

/** What made the newest translation into one language. */
export interface ArticleTranslation {
  target: string;
  engine: string;
  quality?: 'draft' | 'standard' | undefined;
}

/** Where a content comes from. */
export interface ArticleOrigin {
  /** Id of the API key that sent it first; absent where it came by the bus, by the inbox or without a key. */
  apiKeyId?: string | undefined;
  author?: string | undefined;
  url?: string | undefined;
}

/** The article as it came in, kept for showing what was cleaned and for trying again. */
export interface ArticleSource {
  input: ArticleInput;
  /** The text the cleaner saw: the input's text, or what was extracted from its HTML. */
  text: string;
  marks: CleaningMark[];
}

/** A result with what decides whether it answers a request. */
export interface StoredResult {
  result: ArticleResult;
  /** SHA-256 (hex) over content and options; a result answers a request only when both have the same. */
  fingerprint: string;
  /**
   * SHA-256 (hex) of the content that it was made of, as cleaned without `keep`; absent where it was stored by the first
   * release.
   */
  contentHash?: string | undefined;
  /** Epoch milliseconds after which it is no longer served. */
  expiresAtMs: number;
  /** Set when some sentence failed the gate or a fall-back engine was used: served, but computed anew when asked again. */
  provisional: boolean;
}

/** What becomes of an article: its record, and its source when that is new as well. */
export interface ArticleChange {
  record: ArticleRecord;
  source?: ArticleSource | undefined;
}

/**
 * Says what becomes of an article, from its record as it is and from when it was last deleted (epoch milliseconds), if
 * that is remembered.
 */
export type MakeChange<Changed> = (current: ArticleRecord | undefined, deletedAtMs: number | undefined) => Changed;

/** Which articles a listing has; all of them without a member. */
export interface ArticleFilter {
  /** Compared without case and accents. */
  titleContains?: string | undefined;
  /** Of the newest translation into any language; articles that earlier releases stored have none on record. */
  quality?: 'draft' | 'standard' | undefined;
  /** Ids of engines that may have made that same translation. */
  engines?: readonly string[] | undefined;
}

export interface ArticlePage {
  articles: ArticleRecord[];
  /** Opaque; absent on the last page. */
  cursor?: string;
}

/**
 * Articles, their sources and results. What has expired is never returned, deleted or not.
 * Throws `DepecheError('storage-unavailable')` when the table does not answer, `invalid-request` for a cursor it did not issue.
 */
export interface ArticleStore {
  getArticle(id: string): Promise<ArticleRecord | undefined>;
  /**
   * Lets `change` say what becomes of the article, which may be of any size, from the record as it is; nothing, when it
   * says nothing. When another writes the record or deletes the article before this does, `change` is asked again, so
   * that no write undoes one it has not seen.
   */
  changeArticle(
    id: string,
    change: MakeChange<Promise<ArticleChange | undefined> | ArticleChange | undefined>,
  ): Promise<void>;
  /** While there is a record. */
  getSource(id: string): Promise<ArticleSource | undefined>;
  getResult(key: ResultKey): Promise<StoredResult | undefined>;
  /**
   * The record and the result of one pipeline version as they were at one moment; without a version, the newest result
   * that `fits`, whichever version made it.
   */
  getArticleWithResult(
    query: Omit<ResultKey, 'pipelineVersion'> & { pipelineVersion?: string | undefined },
    fits: (stored: StoredResult, record: ArticleRecord | undefined) => boolean,
  ): Promise<{ record: ArticleRecord | undefined; stored: StoredResult | undefined }>;
  /**
   * Stores the result, of any size, changes the article as `changeArticle` does and gives the lease back, in one atomic
   * write that holds only while `lease` is still owned. Returns false, having written nothing
   * visible, when the lease was lost; deleting the article is one way to lose it.
   */
  completeResult(stored: StoredResult, change: MakeChange<ArticleChange>, lease: Lease): Promise<boolean>;
  /**
   * The articles of one space, newest first by `createdAt`. A search through many articles may return fewer than `limit`,
   * even none, with a cursor to go on behind: only a page without cursor is the last. A trial article is in no list.
   */
  listArticles(
    options: ArticleFilter & {
      limit: number;
      cursor?: string | undefined;
      /** The shared one when absent. */
      space?: string | undefined;
    },
  ): Promise<ArticlePage>;
  /**
   * Forgets record, source, results and leases, and remembers for `DELETION_MARK_DAYS`, without any text, when that was,
   * so that work which was asked for before brings nothing back. Returns whether there was anything.
   */
  deleteArticle(id: string): Promise<boolean>;
}
