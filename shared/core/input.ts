import type { EngineName } from './engine-names.ts';
import type { Warning } from './result.ts';

/** An article as a caller hands it in, after validation: exactly one of `text` and `html` is set. */
export interface ArticleInput {
  id?: string | undefined;
  /** Set where we made the id of the content when the article was taken on, and no caller stated it. */
  idIsDerived?: boolean | undefined;
  title?: string | undefined;
  text?: string | undefined;
  html?: string | undefined;
  url?: string | undefined;
  /** ISO 8601; a later one wins when versions of one article arrive out of order. */
  publishedAt?: string | undefined;
  source: 'fr' | 'fr-CA' | 'auto';
  target: string;
  summary: { sentences: number; method: 'extractive' | 'abstractive' | 'bedrock' };
  refresh: boolean;
  /** Stretches that the cleaning must leave: what a person restored, or knows it would take. */
  keep?: readonly string[] | undefined;
  /** The engine to translate with, of those that the service allows; the article's own of before or the service's, when absent. */
  engine?: EngineName | undefined;
  /** What was noticed while it was read, and did not keep it from being processed. */
  remarks?: readonly Warning[] | undefined;
}
