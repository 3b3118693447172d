import type { AppDependencies } from '../dependencies.ts';
import type { Job } from '../work/request-context.ts';
import { billingMonth } from './billing-month.ts';

/**
 * Records how much of the month's budget is committed: billed, perhaps billed, or held for calls under way. Of the whole
 * service, and of the API key that asks where keys have one. With it goes a count of no refusals, which ends the alarm on
 * them once the ledger takes reservations again. Nothing without a budget; never throws.
 */
export async function recordBudgetShare(
  { ledger, metrics, settings, clock }: Pick<AppDependencies, 'ledger' | 'metrics' | 'settings' | 'clock'>,
  job: Job,
): Promise<void> {
  const record = async (
    share: 'BudgetUsedPercent' | 'KeyBudgetUsedPercent',
    refusals: 'BudgetRejected' | 'KeyBudgetRejected',
    scope: string,
    budget: number | undefined,
  ): Promise<void> => {
    if (budget === undefined) return;
    const read = () => ledger.read(billingMonth(clock.nowMs()), scope);
    const used = await job.tolerance.attempt('read usage', read, undefined);
    if (!used) return;
    const committed = used.billedCharacters + used.uncertainCharacters + used.reservedCharacters;
    metrics.record(share, budget === 0 ? 100 : (100 * committed) / budget, 'Percent');
    metrics.record(refusals, 0, 'Count');
  };
  await record('BudgetUsedPercent', 'BudgetRejected', 'total', settings.monthlyCharacterBudget);
  if (job.apiKeyId === undefined) return;
  await record('KeyBudgetUsedPercent', 'KeyBudgetRejected', `key:${job.apiKeyId}`, settings.keyCharacterBudget);
}
