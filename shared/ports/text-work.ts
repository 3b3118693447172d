import type { CleanArticle, RawArticle, Sentence } from '../core/article.ts';
import type { TranslationToCheck } from '../core/check/check-translation.ts';
import type { IntegrityIssue } from '../core/check/integrity-issue.ts';
import type { CleanedArticle, KeepingOptions } from '../core/clean/clean-keeping.ts';

/**
 * What is done to a text alone and takes long on a long one: in the thread that asks, or in another, so that a server goes
 * on answering meanwhile. Both give the same.
 */
export interface TextWork {
  /** Cleans an article and cuts it into sentences. */
  clean(raw: RawArticle, options: KeepingOptions): Promise<CleanedArticle & { sentences: Sentence[] }>;
  /** Indexes of the sentences that tell a cleaned article best, in order. Throws `invalid-request` for a bad `count`. */
  pickSummary(
    article: Pick<CleanArticle, 'title' | 'text'> & { sentences: readonly Sentence[] },
    count: number,
  ): Promise<number[]>;
  /** What the integrity gate finds in one translated sentence, which may be a whole article without a full stop. */
  checkTranslation(pair: TranslationToCheck): Promise<IntegrityIssue[]>;
}
