import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { StageSettings } from '../settings/settings-schema.ts';

/** When the mail goes out, in percent of the budget: on what was spent, and on what the month will come to. */
const NOTICES = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'FORECASTED', threshold: 100 },
] as const;

/**
 * A budget of the account's bill, which also sees what the service's own count of characters does not. Not by tags: the
 * calls of Amazon Translate, nearly all of the bill, bear none. Nothing unless a stage asks for it.
 */
export function addCostBudget(
  scope: Construct,
  { monthlyBudgetUsd, alarmEmail, without }: Pick<StageSettings, 'monthlyBudgetUsd' | 'alarmEmail' | 'without'>,
): void {
  if (monthlyBudgetUsd === undefined || alarmEmail === undefined || without.includes('budgets')) return;
  new CfnBudget(scope, 'CostBudget', {
    budget: {
      budgetName: Stack.of(scope).stackName,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: monthlyBudgetUsd, unit: 'USD' },
    },
    notificationsWithSubscribers: NOTICES.map((notice) => ({
      notification: { ...notice, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
      subscribers: [{ subscriptionType: 'EMAIL', address: alarmEmail }],
    })),
  });
}
