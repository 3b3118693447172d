import type { TokenUsage } from './language-model.ts';
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
    request: SummaryTask & {
      /** Stops further attempts, not one under way: that is billed whether or not its answer is heard. */
      signal?: AbortSignal | undefined;
      /** As that of `CompletionRequest`: awaited before a call is sent, with the most tokens that it can cost. */
      beforeCall?: ((atMost: TokenUsage) => Promise<() => void>) | undefined;
      /** Told of each attempt that was sent and never answered: charged or not, nobody can tell. */
      onUnanswered?: ((atMost: TokenUsage) => void) | undefined;
    },
  ): Promise<AbstractiveSummary>;
  /** Tokens that it is likely to take where the summary is about as long as these sentences; no call. */
  estimateTokens(task: SummaryTask, likely: readonly string[]): TokenUsage;
}
