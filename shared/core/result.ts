import type { Removal, Repair } from './article.ts';
import type { ErrorCode } from './errors.ts';

/** A remark on a result that is usable but not perfect; `code` is stable, `detail` is for people. */
export interface Warning {
  code: string;
  detail: string;
  /** Indexes into `ArticleResult.sentences` that the remark is about. */
  sentences?: number[];
}

/** What one article cost. All counts are Unicode code points as the engine bills them, separators included. */
export interface ArticleUsage {
  /** What translating the whole article with nothing remembered would send to the engine. */
  characters: number;
  /** What the engine charged for this request; 0 from a cache or a local engine. */
  billedCharacters: number;
  /** What did not have to be sent because it was remembered. */
  savedCharacters: number;
  /** What language models read and wrote for this request; absent where none was asked. */
  inputTokens?: number | undefined;
  outputTokens?: number | undefined;
  estimatedCostUsd: number;
}

/** A sentence of the cleaned article beside its translation. */
export interface SentencePair {
  /** Index of its paragraph, from 0. */
  paragraph: number;
  source: string;
  translation: string;
  /** Integrity issue codes of a translation that failed the gate; absent when it passed. */
  issues?: string[];
  /** Codes of what a person should look at in a translation that was kept; absent when there is nothing. */
  doubtful?: string[];
  /** Id of the fallback engine that made it; absent where the article's own did. */
  engine?: string;
}

/** The date of a weekday or a word such as "hier" in a picked sentence. */
export interface SummaryNote {
  /** Index into `ArticleResult.sentences`. */
  sentence: number;
  /** The words of the source. */
  text: string;
  /** `YYYY-MM-DD`. */
  date: string;
}

/** A processed article, as the API returns it and the table stores it. */
export interface ArticleResult {
  id: string;
  status: 'completed';
  /** Whether this answer came from the table without any work. */
  cached: boolean;
  source: { language: string; title: string; text: string; author?: string; publishedAt?: string; url?: string };
  /** `model` and `quality` are absent where earlier releases stored the result; `model` also where an engine has none to choose. */
  translation: {
    language: string;
    title: string;
    text: string;
    engine: string;
    model?: string;
    quality?: 'draft' | 'standard';
  };
  summary: {
    method: 'extractive' | 'abstractive' | 'bedrock';
    source: string[];
    translation: string[];
    /** Indexes into `sentences`; empty for an abstractive summary. */
    sentences: number[];
    /** Absent where nothing is dated, and in results of earlier releases. */
    notes?: SummaryNote[];
  };
  sentences: SentencePair[];
  /** Results of earlier releases do not say where a removal stood. */
  cleaning: { removed: (Omit<Removal, 'start'> & { start?: number | undefined })[]; repaired: Repair[] };
  warnings: Warning[];
  usage: ArticleUsage;
  createdAt: string;
  expiresAt: string;
  pipelineVersion: string;
}

/** Why an article failed for good. */
export interface ArticleProblem {
  code: ErrorCode;
  detail: string;
}
