/** What became of each kind of item in the table that is copied from. */
export interface RestoreCounts {
  articles: {
    restored: number;
    /** In the live table already, and so newer: left as they are. */
    present: number;
    /** Of those that are present, how many got back parts of a text that had gone missing. */
    mended: number;
    /** Deleted since in the live table. */
    deleted: number;
    expired: number;
    /** Some of their texts are not whole in the table that is copied from: those texts, or the whole article, stay away. */
    incomplete: number;
    /** Restored ones that were being worked on at that moment: they wait until somebody sends them again. */
    underWay: number;
  };
  sentences: { restored: number; present: number; expired: number };
  months: { restored: number; present: number; expired: number };
  /** What is never copied. */
  leftOut: {
    deletionMarks: number;
    leases: number;
    reservations: number;
    /** Claims on sentences, refusals of the gate and signs of life: of use for minutes. */
    momentary: number;
    trialArticles: number;
    /** Of a kind that this version does not know. */
    unknown: number;
  };
}

export interface RestoreProgress {
  counts: RestoreCounts;
  /** Items of the table that is copied from that are done with. */
  read: number;
  /** Ids of articles that somebody has to look at, the first hundred of each. */
  incompleteIds: readonly string[];
  underWayIds: readonly string[];
  /** Where a later run goes on; absent at the end. */
  position?: RestorePosition | undefined;
}

/** Opaque, but for being JSON. */
export type RestorePosition = Readonly<Record<string, string>>;

export interface RestoreOptions {
  /** Brings back what was deleted in the live table since. */
  includeDeleted: boolean;
  /** Reads and counts as a run would, and writes nothing. */
  isDryRun: boolean;
  /** What an earlier run had done. */
  after?: RestoreProgress | undefined;
}

/** Copies what one table has and another lacks. Nothing in the other is replaced, so it may be done any number of times. */
export interface Restoration {
  /**
   * Looks at both tables. `name` is the same for as long as the tables are; `items` is about how many there are to read.
   * Throws `DepecheError`: `not-found`, `invalid-request` for a table that is none of ours or not ready.
   */
  inspect(): Promise<{ name: string; items: number }>;
  /** Tells how far it has come, time and again and at the end. Throws `DepecheError('storage-unavailable')`. */
  run(options: RestoreOptions): AsyncIterable<RestoreProgress>;
}
