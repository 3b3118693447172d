/** A translated sentence under the hash of everything its translation depends on. */
export interface Segment {
  key: string;
  translation: string;
}

/** The last translation of a sentence that the gate refused, and why. */
export interface Refusal extends Segment {
  issues: readonly string[];
}

/**
 * What is on record of a sentence: its translation; a refusal that still stands, which is no translation to rely on; or the
 * claim of somebody who is about to buy it, also in place of the other two. `mark` names this very state.
 */
export type SentenceState =
  | { kind: 'remembered'; translation: string; mark: string }
  | { kind: 'refused'; translation: string; issues: readonly string[]; mark: string }
  | { kind: 'claimed'; mark: string };

/** A sentence to claim, and the mark that its record had when it was looked at; none where there was none. */
export interface Claim {
  key: string;
  seen: string | undefined;
}

/**
 * Translation memory by sentence, shared by all machines. Throws `DepecheError('storage-unavailable')`.
 *
 *   A  look: nothing ── claim ── buys ── remember        (what is remembered or refused takes the claim's place)
 *   B  look: nothing ── claim ✗ ─ look: claimed by A … look: remembered
 *   C  look: claimed by A, of whom nothing is heard for a whole lease ── claim what A had
 */
export interface SentenceMemory {
  /** What is on record of `keys`; order and duplicates do not matter. */
  recall(keys: readonly string[]): Promise<ReadonlyMap<string, SentenceState>>;
  /** Keeps all of them, of any length; the last one wins among equal keys. Not atomic: a failure may leave some kept. */
  remember(segments: readonly Segment[]): Promise<void>;
  /** Keeps refusals for as long as they stand; as `remember` does. */
  refuse(refusals: readonly Refusal[]): Promise<void>;
  /**
   * Claims sentences for `owner`, each by one write that holds only while its record is as it was seen. Returns the keys
   * that were claimed. A claim lasts until something takes its place, or until others have given its owner up.
   */
  claim(claims: readonly Claim[], owner: string): Promise<ReadonlySet<string>>;
  /** Takes claims off that are still the owner's. */
  giveBack(keys: readonly string[], owner: string): Promise<void>;
  /** Lets others know that the owner of claims is alive. */
  beat(owner: string): Promise<void>;
  /** The last sign of life of each owner, to be compared with an earlier one; none of those who gave none. */
  heardOf(owners: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
