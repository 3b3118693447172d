export interface AbstractiveSummary {
  sentences: string[];
  inputTokens: number;
  outputTokens: number;
  costMicroUsd: number;
}

/** Writes a summary in its own words. Throws `DepecheError`: `throttled`, `timeout`, `translation-failed`, `translator-unavailable`. */
export interface Summarizer {
  readonly engine: { id: string; version: string };
  summarize(request: {
    title: string;
    text: string;
    /** Language of `text` and of the summary. */
    language: string;
    sentences: number;
    /** Stops further attempts, not one under way: that is billed whether or not its answer is heard. */
    signal?: AbortSignal | undefined;
    /** Told of each attempt that was sent and never answered: charged or not, nobody can tell. */
    onUnanswered?: (() => void) | undefined;
  }): Promise<AbstractiveSummary>;
}
