import type { UsageCounters } from '../../ports/stores/usage-ledger.ts';
import { committedOf } from '../usage/amounts.ts';
import { billingMonth } from '../usage/billing-month.ts';
import type { AppDependencies } from '../dependencies.ts';
import { microUsdToUsd } from '../usage/usage-of-series.ts';

export interface BudgetState {
  characters: number;
  /** What may still be billed this month; characters reserved by work under way, and uncertain ones, are taken off. */
  leftCharacters: number;
}

export interface MoneyBudgetState {
  usd: number;
  /** What paid engines may still cost this month; what is reserved for work under way, and what is uncertain, is taken off. */
  leftUsd: number;
}

/** A month in figures. Answers served whole from the cache are not counted: reading must not cost a write. */
export interface UsageReport extends Omit<UsageCounters, 'costMicroUsd' | 'uncertainMicroUsd' | 'reservedMicroUsd'> {
  month: string;
  estimatedCostUsd: number;
  /** Of attempts that were sent and never answered: what they can have cost at the most. */
  uncertainCostUsd: number;
  budget?: BudgetState;
  moneyBudget?: MoneyBudgetState;
  /** The same of the API key that asks. */
  key?: { billedCharacters: number; savedCharacters: number; budget?: BudgetState };
}

export type ReadUsage = (query: {
  /** `YYYY-MM`, UTC; the current month when absent. */
  month?: string | undefined;
  apiKeyId?: string | undefined;
}) => Promise<UsageReport>;

/** Throws `DepecheError('storage-unavailable')`. */
export function createReadUsage(deps: Pick<AppDependencies, 'ledger' | 'clock' | 'settings'>): ReadUsage {
  const { ledger, settings } = deps;
  return async ({ month = billingMonth(deps.clock.nowMs()), apiKeyId }) => {
    const [total, ofKey] = await Promise.all([
      ledger.read(month, 'total'),
      apiKeyId === undefined ? undefined : ledger.read(month, `key:${apiKeyId}`),
    ]);
    const { costMicroUsd, uncertainMicroUsd, reservedMicroUsd: _, ...counted } = total;
    return {
      month,
      ...counted,
      estimatedCostUsd: microUsdToUsd(costMicroUsd),
      uncertainCostUsd: microUsdToUsd(uncertainMicroUsd),
      ...budgetState(total, settings.monthlyCharacterBudget),
      ...moneyBudgetState(total, settings.monthlyBudgetMicroUsd),
      ...(ofKey === undefined
        ? {}
        : {
            key: {
              billedCharacters: ofKey.billedCharacters,
              savedCharacters: ofKey.savedCharacters,
              ...budgetState(ofKey, settings.keyCharacterBudget),
            },
          }),
    };
  };
}

function budgetState(counters: UsageCounters, characters: number | undefined): { budget?: BudgetState } {
  if (characters === undefined) return {};
  return { budget: { characters, leftCharacters: Math.max(0, characters - committedOf(counters).characters) } };
}

function moneyBudgetState(counters: UsageCounters, microUsd: number | undefined): { moneyBudget?: MoneyBudgetState } {
  if (microUsd === undefined) return {};
  const leftMicroUsd = Math.max(0, microUsd - committedOf(counters).microUsd);
  return { moneyBudget: { usd: microUsdToUsd(microUsd), leftUsd: microUsdToUsd(leftMicroUsd) } };
}
