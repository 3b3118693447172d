import type { ArticleUsage } from '../../core/result.ts';
import type { AppDependencies } from '../dependencies.ts';
import type { Job } from '../work/request-context.ts';
import { recordBudgetShare } from './record-budget-share.ts';

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
