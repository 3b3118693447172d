/** Counters of one month, of the whole service or of one API key. */
export interface UsageCounters {
  articles: number;
  billedCharacters: number;
  /** Sent and never answered: billed or not, nobody can tell. Counts against every budget. */
  uncertainCharacters: number;
  savedCharacters: number;
  /** Promised to calls under way; becomes billed or is given back. */
  reservedCharacters: number;
  /** Cost in millionths of a USD, an integer so that sums stay exact. */
  costMicroUsd: number;
  /** Tokens of the abstractive summariser. */
  inputTokens: number;
  outputTokens: number;
}

/** `total`, or `key:<id>` of an API key. */
export type UsageScope = string;

export interface BudgetLimit {
  scope: UsageScope;
  /** Characters a month; `undefined` counts without a limit. */
  maxCharacters: number | undefined;
}

export interface Reservation {
  /** Names it in the ledger; each call of `reserve` gives a new one. */
  id: string;
  /** `YYYY-MM`, UTC. */
  month: string;
  scopes: readonly UsageScope[];
  characters: number;
}

/**
 * Atomic counters. Every change applies to all scopes or to none. A reservation that nobody settles within the ledger's
 * reservation time (its worker crashed) is given back before the next call would be refused for lack of budget.
 * Throws `DepecheError('storage-unavailable')`.
 */
export interface UsageLedger {
  /** Reserves when no limit would be passed by billed + uncertain + reserved; returns the scope that would be. */
  reserve(
    month: string,
    limits: readonly BudgetLimit[],
    characters: number,
  ): Promise<{ ok: true; reservation: Reservation } | { ok: false; scope: UsageScope }>;
  /**
   * Adds `spent` to the counters and takes `releasedCharacters` off the reserved ones. Called after each engine call
   * (released = billed) and once at the end (released = what is left). Never takes off more than this reservation still
   * holds, so that counters do not go negative.
   */
  settle(
    reservation: Reservation,
    change: { releasedCharacters: number; spent?: Partial<Omit<UsageCounters, 'reservedCharacters'>> },
  ): Promise<void>;
  read(month: string, scope: UsageScope): Promise<UsageCounters>;
}
