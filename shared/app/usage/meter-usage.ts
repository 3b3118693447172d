import { DepecheError } from '../../core/errors.ts';
import type { BudgetLimit, Reservation, UsageCounters } from '../../ports/usage-ledger.ts';
import { billingMonth, secondsUntilNextMonth } from './billing-month.ts';
import { recordBudgetShare } from './record-budget-share.ts';
import type { AppDependencies, AppSettings } from '../dependencies.ts';
import type { Job } from '../work/request-context.ts';

export type Spending = Partial<Omit<UsageCounters, 'reservedCharacters'>>;

/** What one series of engine calls may spend and has spent. */
export interface Account {
  /** Counts one call against the reservation. What the ledger does not take is counted with the next one. */
  spend(spending: Spending & { billedCharacters: number }): Promise<void>;
  /** Counts the rest and gives back what was reserved and not spent. */
  close(spending?: Spending): Promise<void>;
}

/** The budgets that a caller spends from. */
export function budgetLimits(settings: AppSettings, apiKeyId: string | undefined): BudgetLimit[] {
  const total = { scope: 'total', maxCharacters: settings.monthlyCharacterBudget };
  if (apiKeyId === undefined) return [total];
  return [total, { scope: `key:${apiKeyId}`, maxCharacters: settings.keyCharacterBudget }];
}

/**
 * Reserves characters before they are spent, so that requests side by side cannot pass a budget together. Zero
 * characters are counted without a limit.
 *
 * With a budget set, a ledger that does not answer stops the work: spending unseen could have no end. Without one the
 * work goes on, and is counted as soon as the ledger answers.
 *
 * Throws `DepecheError`: `budget-exhausted`, `storage-unavailable` (only with a budget).
 */
export async function openAccount(
  deps: Pick<AppDependencies, 'ledger' | 'clock' | 'metrics' | 'settings'>,
  job: Job,
  characters: number,
): Promise<Account> {
  const month = billingMonth(deps.clock.nowMs());
  const limits = budgetLimits(deps.settings, job.apiKeyId);
  let reservation: Reservation | undefined;
  if (characters > 0 && limits.some(({ maxCharacters }) => maxCharacters !== undefined)) {
    const reserved = await deps.ledger.reserve(month, limits, characters);
    if (!reserved.ok) {
      await recordBudgetShare(deps, job);
      throw budgetExhausted(deps, reserved.scope);
    }
    reservation = reserved.reservation;
  }

  let heldCharacters = reservation ? characters : 0;
  let releasedCharacters = 0;
  let unsettled: Spending = {};

  const settle = async (spending: Spending, release: number): Promise<void> => {
    heldCharacters -= release;
    releasedCharacters += release;
    const change = { releasedCharacters, spent: addSpending(unsettled, spending) };
    releasedCharacters = 0;
    unsettled = {};
    const isCounted = await job.tolerance.attempt(
      'count usage',
      async () => {
        reservation ??= await reserveNothing(deps, month, limits);
        await deps.ledger.settle(reservation, change);
        return true;
      },
      false,
    );
    if (isCounted) return;
    releasedCharacters += change.releasedCharacters;
    unsettled = addSpending(unsettled, change.spent);
  };

  return {
    spend: (spending) => {
      const spent = spending.billedCharacters + (spending.uncertainCharacters ?? 0);
      return settle(spending, Math.min(heldCharacters, spent));
    },
    close: (spending = {}) => settle(spending, heldCharacters),
  };
}

/** A reservation to count with, which no limit can refuse. */
async function reserveNothing(
  deps: Pick<AppDependencies, 'ledger'>,
  month: string,
  limits: readonly BudgetLimit[],
): Promise<Reservation> {
  const unlimited = limits.map(({ scope }) => ({ scope, maxCharacters: undefined }));
  const reserved = await deps.ledger.reserve(month, unlimited, 0);
  if (!reserved.ok) throw new DepecheError('internal', 'The ledger refused a reservation without a limit.');
  return reserved.reservation;
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
