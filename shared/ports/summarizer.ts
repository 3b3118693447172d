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
    signal?: AbortSignal | undefined;
  }): Promise<AbstractiveSummary>;
}
