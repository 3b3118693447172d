import type { CompletionRequest, TokenUsage } from './language-model.ts';
import type { TokenPrices } from './translator.ts';

export interface AbstractiveSummary extends TokenUsage {
  /** None when the answer is no summary, was cut or was refused: it is billed all the same. */
  sentences: string[];
}

export interface SummaryTask {
  title: string;
  text: string;
  /** Language of `text` and of the summary. */
  language: string;
  sentences: number;
}

/** Writes a summary in its own words. Throws `DepecheError`: `throttled`, `timeout`, `translation-failed`, `translator-unavailable`. */
export interface Summarizer {
  /** `usdPerMillionTokens` is absent where nobody has said the price: calls count as free of cost then. */
  readonly engine: { id: string; version: string; usdPerMillionTokens?: TokenPrices | undefined };
  summarize(
    request: SummaryTask & Pick<CompletionRequest, 'signal' | 'beforeCall' | 'onUnanswered'>,
  ): Promise<AbstractiveSummary>;
  /** Tokens that it is likely to take where the summary is about as long as these sentences; no call. */
  estimateTokens(task: SummaryTask, likely: readonly string[]): TokenUsage;
}
