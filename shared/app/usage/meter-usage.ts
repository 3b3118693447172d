import { DepecheError } from '../../core/errors.ts';
import type { AccountChange, Amounts, BudgetLimit, ChangeOutcome, Spending } from '../../ports/stores/usage-ledger.ts';
import { addAmounts, eachUnit, isNothing, NOTHING } from './amounts.ts';
import { billingMonth, secondsUntilNextMonth } from './billing-month.ts';
import { closeAccount } from './close-account.ts';
import { recordBudgetShare } from './record-usage.ts';
import type { AppDependencies, AppSettings } from '../dependencies.ts';
import type { Job } from '../work/request-context.ts';

/** What one series of engine calls may spend and has spent: characters, and the most that they can cost. */
export type Account = ReturnType<typeof openAccount>;

type PendingChange = Required<Omit<AccountChange, 'close'>>;

/** The budgets that a caller spends from. */
export function budgetLimits(settings: AppSettings, apiKeyId: string | undefined): BudgetLimit[] {
  const { monthlyCharacterBudget: maxCharacters, monthlyBudgetMicroUsd: maxMicroUsd } = settings;
  const total = { scope: 'total', maxCharacters, maxMicroUsd };
  if (apiKeyId === undefined) return [total];
  return [total, { scope: `key:${apiKeyId}`, maxCharacters: settings.keyCharacterBudget }];
}

/**
 * The account of a series. What it expects to send is reserved with the first call of it, so that requests side by side
 * cannot pass a budget together. What it sends beyond is reserved call by call. Calls made at a time are
 * written at a time, each together with what the calls before brought.
 *
 * A call of a language model costs at most what was reserved for it, and mostly less: what it did not cost is held until
 * the series ends.
 *
 * With a budget set, a ledger that does not answer stops the work: spending unseen could have no end. Without one the
 * work goes on, and is counted as soon as the ledger answers. A full disk stops it either way: what is bought could not be
 * kept, and would be bought again.
 *
 * Its `send` throws `DepecheError`: `budget-exhausted`, `storage-unavailable` (with a budget, or when the disk is full).
 */
export function openAccount(deps: Pick<AppDependencies, 'ledger' | 'clock' | 'metrics' | 'settings'>, job: Job) {
  const limits = budgetLimits(deps.settings, job.apiKeyId);
  const hasBudget = limits.some(({ maxCharacters, maxMicroUsd }) => (maxCharacters ?? maxMicroUsd) !== undefined);
  const account = deps.ledger.open(billingMonth(deps.clock.nowMs()), limits);
  /** Marked in the ledger for calls to come. */
  let marked = NOTHING;
  /** All that the ledger may have heard to be sent, and that is not answered. */
  let outstanding = NOTHING;
  let toReserve = NOTHING;
  let pending = { send: NOTHING, answered: NOTHING, spent: {} as Spending };
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  const takePending = (): PendingChange => {
    const change = { reserve: toReserve, ...pending };
    pending = { send: NOTHING, answered: NOTHING, spent: {} };
    toReserve = NOTHING;
    return change;
  };

  /** What a change told that was not made: it goes with the next. */
  const keepFacts = ({ answered, spent }: PendingChange): void => {
    pending.answered = addAmounts(pending.answered, answered);
    pending.spent = addSpending(pending.spent, spent);
  };

  const change = async (made: PendingChange): Promise<void> => {
    const outcome = await account.change(made);
    if (outcome.ok) return;
    keepFacts(made);
    await recordBudgetShare(deps, job, { isRefused: true });
    throw budgetExhausted(deps, outcome);
  };

  const mark = (): Promise<void> => {
    next ??= last.then(async () => {
      next = undefined;
      const made = takePending();
      // The ledger keeps what it was told and did not write; after a vain wait it is not even told.
      let isTold = false;
      let full: DepecheError | undefined;
      const changing = () => {
        isTold = true;
        return change(made).catch((error) => {
          if (error instanceof DepecheError && error.isFull) full = error;
          throw error;
        });
      };
      try {
        if (hasBudget) await job.tolerance.require(changing);
        else await job.tolerance.attempt('count usage', changing, undefined);
      } finally {
        if (!isTold) keepFacts(made);
      }
      if (full) throw full;
    });
    last = next.catch(() => {});
    return next;
  };

  const markMore = async (missing: Amounts): Promise<void> => {
    if (isNothing(missing)) return;
    pending.send = addAmounts(pending.send, missing);
    // Also where the ledger does not answer, or refuses: then nothing is sent, but it may have heard of it all the same.
    outstanding = addAmounts(outstanding, missing);
    await mark();
  };

  return {
    /** That so much is going to be sent: it is reserved with the next call. */
    expect(amounts: Amounts): void {
      toReserve = addAmounts(toReserve, amounts);
    },
    /** Does for several calls in one write what `send` then needs none for. Throws the same. */
    async sendSoon(soon: Amounts): Promise<void> {
      const missing = eachUnit((unit) => Math.max(0, soon[unit] - marked[unit]));
      await markMore(missing);
      marked = addAmounts(marked, missing);
    },
    /**
     * To be awaited before a call is sent: from then on its amounts count, whatever becomes of this process. The
     * function takes them back when the call turns out not to be billed. Throws what `openAccount` names.
     */
    async send(sent: Amounts): Promise<() => void> {
      const covered = eachUnit((unit) => Math.min(marked[unit], sent[unit]));
      // Taken at once: what another call waits to send cannot have the same.
      marked = eachUnit((unit) => marked[unit] - covered[unit]);
      try {
        await markMore(eachUnit((unit) => sent[unit] - covered[unit]));
      } catch (error) {
        marked = addAmounts(marked, covered);
        throw error;
      }
      return () => {
        marked = addAmounts(marked, sent);
      };
    },
    /** Counts what a call brought. It is written with the next call, or at the end. */
    spend(spending: Spending): void {
      const answered = answeredBy(spending);
      outstanding = eachUnit((unit) => Math.max(0, outstanding[unit] - answered[unit]));
      pending.answered = addAmounts(pending.answered, answered);
      pending.spent = addSpending(pending.spent, spending);
    },
    /**
     * Writes what is left to count and gives back what was reserved and not sent; when the ledger does not answer, with an
     * account that is closed after it. Never throws.
     */
    async close(): Promise<void> {
      await last;
      const { reserve: _, ...facts } = takePending();
      const answered = addAmounts(facts.answered, outstanding);
      let untold: AccountChange = { ...facts, answered };
      await closeAccount(deps.ledger, job, () => {
        const told = untold;
        untold = {};
        return account.change({ ...told, close: true });
      });
    },
  };
}

/** Of what was sent, what is known once this is spent. */
function answeredBy(spending: Spending): Amounts {
  const { billedCharacters = 0, uncertainCharacters = 0, costMicroUsd = 0, uncertainMicroUsd = 0 } = spending;
  return { characters: billedCharacters + uncertainCharacters, microUsd: costMicroUsd + uncertainMicroUsd };
}

const BUDGET_OF: Readonly<Record<keyof Amounts, string>> = { characters: 'characters', microUsd: 'budget in USD' };

function budgetExhausted(
  deps: Pick<AppDependencies, 'clock' | 'metrics'>,
  { scope, unit }: Extract<ChangeOutcome, { ok: false }>,
): DepecheError {
  const isTotal = scope === 'total';
  deps.metrics.record(isTotal ? 'BudgetRejected' : 'KeyBudgetRejected', 1, 'Count');
  const whose = isTotal ? "the service's" : "your API key's";
  return new DepecheError(
    'budget-exhausted',
    `What is left of ${whose} ${BUDGET_OF[unit]} for this month does not cover this article; wait for the next month or raise the budget.`,
    { retryAfterSeconds: secondsUntilNextMonth(deps.clock.nowMs()) },
  );
}

function addSpending(left: Spending, right: Spending): Spending {
  const sum: Spending = { ...left };
  for (const [name, value] of Object.entries(right) as [keyof Spending, number][]) sum[name] = (sum[name] ?? 0) + value;
  return sum;
}
