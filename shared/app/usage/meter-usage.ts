import { DepecheError } from '../../core/errors.ts';
import type { AccountChange, BudgetLimit, Spending } from '../../ports/usage-ledger.ts';
import { billingMonth, secondsUntilNextMonth } from './billing-month.ts';
import { recordBudgetShare } from './record-budget-share.ts';
import type { AppDependencies, AppSettings } from '../dependencies.ts';
import type { Job } from '../work/request-context.ts';

/** What one series of engine calls may spend and has spent. */
export interface Account {
  /** That so many characters are going to be sent: they are reserved with the next call. */
  expect(characters: number): void;
  /**
   * To be awaited before a call is sent: from then on its characters count, whatever becomes of this process. The
   * function takes them back when the call turns out not to be billed. Throws what `openAccount` names.
   */
  send(characters: number): Promise<() => void>;
  /** Does for several calls in one write what `send` then needs none for. Throws the same. */
  sendSoon(characters: number): Promise<void>;
  /** Counts what a call brought. It is written with the next call, or at the end. */
  spend(spending: Spending): void;
  /** Writes what is left to count and gives back what was reserved and not sent. Never throws. */
  close(): Promise<void>;
}

type PendingChange = Required<Omit<AccountChange, 'close'>>;

/** The budgets that a caller spends from. */
export function budgetLimits(settings: AppSettings, apiKeyId: string | undefined): BudgetLimit[] {
  const total = { scope: 'total', maxCharacters: settings.monthlyCharacterBudget };
  if (apiKeyId === undefined) return [total];
  return [total, { scope: `key:${apiKeyId}`, maxCharacters: settings.keyCharacterBudget }];
}

/**
 * The account of a series. What it expects to send is reserved with the first call of it, so that requests side by side
 * cannot pass a budget together. What it sends beyond is reserved call by call. Calls made at a time are
 * written at a time, each together with what the calls before brought.
 *
 * With a budget set, a ledger that does not answer stops the work: spending unseen could have no end. Without one the
 * work goes on, and is counted as soon as the ledger answers. A full disk stops it either way: what is bought could not be
 * kept, and would be bought again.
 *
 * Its `send` throws `DepecheError`: `budget-exhausted`, `storage-unavailable` (with a budget, or when the disk is full).
 */
export function openAccount(
  deps: Pick<AppDependencies, 'ledger' | 'clock' | 'metrics' | 'settings'>,
  job: Job,
): Account {
  const limits = budgetLimits(deps.settings, job.apiKeyId);
  const hasBudget = limits.some(({ maxCharacters }) => maxCharacters !== undefined);
  const account = deps.ledger.open(billingMonth(deps.clock.nowMs()), limits);
  /** Marked in the ledger for calls to come. */
  let marked = 0;
  let unsent = 0;
  let toReserve = 0;
  let pending = { send: 0, answered: 0, spent: {} as Spending };
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  const takePending = (): PendingChange => {
    const { send, answered, spent } = pending;
    pending = { send: 0, answered: 0, spent: {} };
    const reserve = toReserve;
    toReserve = 0;
    return { reserve: inCharacters(reserve), send: inCharacters(send), answered: inCharacters(answered), spent };
  };

  const change = async (made: PendingChange): Promise<void> => {
    const outcome = await account.change(made);
    if (outcome.ok) return;
    pending.answered += made.answered.characters;
    pending.spent = addSpending(pending.spent, made.spent);
    await recordBudgetShare(deps, job);
    throw budgetExhausted(deps, outcome.scope);
  };

  const mark = (): Promise<void> => {
    next ??= last.then(async () => {
      next = undefined;
      const made = takePending();
      if (hasBudget) return job.tolerance.require(() => change(made));
      let full: DepecheError | undefined;
      const changing = () =>
        change(made).catch((error) => {
          if (error instanceof DepecheError && error.isFull) full = error;
          throw error;
        });
      await job.tolerance.attempt('count usage', changing, undefined);
      if (full) throw full;
    });
    last = next.catch(() => {});
    return next;
  };

  const sendSoon = async (soon: number): Promise<void> => {
    const missing = Math.max(0, soon - marked);
    if (missing === 0) return;
    pending.send += missing;
    try {
      await mark();
      marked += missing;
    } catch (error) {
      // Nothing is sent, but the ledger may have heard of it all the same.
      unsent += missing;
      throw error;
    }
  };

  return {
    expect(characters) {
      toReserve += characters;
    },
    sendSoon,
    async send(sent) {
      await sendSoon(sent);
      marked -= sent;
      return () => {
        marked += sent;
      };
    },
    spend(spending) {
      pending.answered += (spending.billedCharacters ?? 0) + (spending.uncertainCharacters ?? 0);
      pending.spent = addSpending(pending.spent, spending);
    },
    async close() {
      await last;
      const { reserve: _, ...facts } = takePending();
      const answered = inCharacters(facts.answered.characters + marked + unsent);
      const closing = () => account.change({ ...facts, answered, close: true });
      await job.tolerance.attempt('count usage', closing, undefined);
    },
  };
}

function inCharacters(characters: number) {
  return { characters, microUsd: 0 };
}

function budgetExhausted(deps: Pick<AppDependencies, 'clock' | 'metrics'>, scope: string): DepecheError {
  const isTotal = scope === 'total';
  deps.metrics.record(isTotal ? 'BudgetRejected' : 'KeyBudgetRejected', 1, 'Count');
  const whose = isTotal ? "The service's" : "Your API key's";
  return new DepecheError(
    'budget-exhausted',
    `${whose} characters for this month do not cover this article; wait for the next month or raise the budget.`,
    { retryAfterSeconds: secondsUntilNextMonth(deps.clock.nowMs()) },
  );
}

function addSpending(left: Spending, right: Spending): Spending {
  const sum: Spending = { ...left };
  for (const [name, value] of Object.entries(right) as [keyof Spending, number][]) sum[name] = (sum[name] ?? 0) + value;
  return sum;
}
