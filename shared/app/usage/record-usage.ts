import type { ArticleUsage } from '../../core/result.ts';
import type { MetricName } from '../../ports/telemetry/metrics.ts';
import type { Amounts, UsageScope } from '../../ports/stores/usage-ledger.ts';
import type { AppDependencies } from '../dependencies.ts';
import type { Job } from '../work/request-context.ts';
import { committedOf } from './amounts.ts';
import { billingMonth } from './billing-month.ts';

/** A budget, in its unit, and the metric that tells how much of it is committed. */
interface WatchedBudget {
  share: MetricName;
  unit: keyof Amounts;
  max: number | undefined;
}

/**
 * Records how much of the month's budgets is committed: billed, perhaps billed, or held for calls under way. Of the whole
 * service, and of the API key that asks where keys have one. Where nothing was refused, a count of no refusals goes with it,
 * which ends the alarm on them once the ledger takes reservations again; what one budget refuses says nothing of another.
 * Nothing without a budget; never throws.
 */
export async function recordBudgetShare(
  { ledger, metrics, settings, clock }: Pick<AppDependencies, 'ledger' | 'metrics' | 'settings' | 'clock'>,
  job: Job,
  { isRefused }: { isRefused: boolean },
): Promise<void> {
  const record = async (scope: UsageScope, refusals: MetricName, budgets: readonly WatchedBudget[]): Promise<void> => {
    if (budgets.every(({ max }) => max === undefined)) return;
    const read = () => ledger.read(billingMonth(clock.nowMs()), scope);
    const used = await job.tolerance.attempt('read usage', read, undefined);
    if (!used) return;
    for (const { share, unit, max } of budgets) {
      if (max !== undefined) metrics.record(share, max === 0 ? 100 : (100 * committedOf(used)[unit]) / max, 'Percent');
    }
    if (!isRefused) metrics.record(refusals, 0, 'Count');
  };
  const { monthlyCharacterBudget, monthlyBudgetMicroUsd, keyCharacterBudget } = settings;
  await record('total', 'BudgetRejected', [
    { share: 'BudgetUsedPercent', unit: 'characters', max: monthlyCharacterBudget },
    { share: 'MoneyBudgetUsedPercent', unit: 'microUsd', max: monthlyBudgetMicroUsd },
  ]);
  if (job.apiKeyId === undefined) return;
  await record(`key:${job.apiKeyId}`, 'KeyBudgetRejected', [
    { share: 'KeyBudgetUsedPercent', unit: 'characters', max: keyCharacterBudget },
  ]);
}

/**
 * Records what an answer cost, whether it is kept or not, and how much of the budgets is committed since. Reservations that
 * the ledger took for it end the alarm on refusals, which a count of none is for. Never throws.
 */
export async function recordUsage(
  deps: Pick<AppDependencies, 'ledger' | 'metrics' | 'settings' | 'clock'>,
  { billedCharacters, savedCharacters, estimatedCostUsd }: ArticleUsage,
  job: Job,
): Promise<void> {
  const { metrics } = deps;
  metrics.record('BilledCharacters', billedCharacters, 'Count');
  metrics.record('SavedCharacters', savedCharacters, 'Count');
  metrics.record('EstimatedCostUsd', estimatedCostUsd, 'None');
  if (billedCharacters > 0 || estimatedCostUsd > 0) await recordBudgetShare(deps, job, { isRefused: false });
}
