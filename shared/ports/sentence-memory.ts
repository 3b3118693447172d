/** A translated sentence under the hash of everything its translation depends on. */
export interface Segment {
  key: string;
  translation: string;
}

/** Translation memory by sentence. Throws `DepecheError('storage-unavailable')`. */
export interface SentenceMemory {
  /** The known ones among `keys`; order and duplicates do not matter. */
  recall(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Keeps all of them, of any length; the last one wins among equal keys. Not atomic: a failure may leave some kept. */
  remember(segments: readonly Segment[]): Promise<void>;
}
