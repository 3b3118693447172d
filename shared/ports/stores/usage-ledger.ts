/** Counters of one month, of the whole service or of one API key. */
export interface UsageCounters {
  articles: number;
  billedCharacters: number;
  /** Sent and never answered: billed or not, nobody can tell. Counts against every budget. */
  uncertainCharacters: number;
  savedCharacters: number;
  /** Promised to calls to come or under way; becomes billed or uncertain, or is given back. */
  reservedCharacters: number;
  /** Cost in millionths of a USD, an integer so that sums stay exact. */
  costMicroUsd: number;
  uncertainMicroUsd: number;
  reservedMicroUsd: number;
  /** Tokens of the abstractive summariser. */
  inputTokens: number;
  outputTokens: number;
}

/** What a budget can limit. */
export interface Amounts {
  characters: number;
  microUsd: number;
}

/** What one change counts. */
export type Spending = Partial<Omit<UsageCounters, 'reservedCharacters' | 'reservedMicroUsd'>>;

/** `total`, or `key:<id>` of an API key. */
export type UsageScope = string;

/** The budgets of one scope for a month; `undefined` counts without a limit. */
export interface BudgetLimit {
  scope: UsageScope;
  maxCharacters: number | undefined;
  maxMicroUsd?: number | undefined;
}

/**
 * One change of an account; what it names is done together. An account's reservation has two parts: what is promised
 * (to calls not sent yet) and what is sent.
 */
export interface AccountChange {
  /** To promise in addition: the one thing that a limit can refuse. */
  reserve?: Amounts;
  /** Of what is promised, what the next calls send. It counts from now on, whatever becomes of the process. */
  send?: Amounts;
  /** Of what was sent, what is known by now: it is in `spent`, or was not billed. */
  answered?: Amounts;
  spent?: Spending;
  /** The last change: what is promised is given back, what is sent and not answered is uncertain. */
  close?: boolean;
}

/** When it is refused, whose limit did it, and in which unit. */
export type ChangeOutcome = { ok: true } | { ok: false; scope: UsageScope; unit: keyof Amounts };

/** What one series of calls reserves and spends. Its changes are made one after the other. */
export interface UsageAccount {
  /**
   * Makes the change in all scopes or, when a limit refuses, in none. A change whose outcome was not heard is repeated
   * under its own name by the next one, so that it is made once. Throws `DepecheError('storage-unavailable')`.
   */
  change(change: AccountChange): Promise<ChangeOutcome>;
}

/**
 * Atomic counters. An account that nobody changes within the ledger's reservation time (its worker crashed) ends by
 * itself: what it had sent is uncertain and stays counted, what it had only promised is given back.
 */
export interface UsageLedger {
  /**
   * An account whose reservations no limit lets pass: billed + uncertain + reserved stay within each. Nothing is written
   * before its first change. Money is reserved only where a limit is in money.
   */
  open(month: string, limits: readonly BudgetLimit[]): UsageAccount;
  /** `month` is `YYYY-MM`, UTC. Throws `DepecheError('storage-unavailable')`. */
  read(month: string, scope: UsageScope): Promise<UsageCounters>;
}
