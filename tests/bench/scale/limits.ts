import { readSettings } from '../../../infra/settings.ts';

/** The defaults of a prod stage: what an operator has before raising anything. */
const { monthlyCharacterBudget, requestsPerSecond, requestsPerMonth, eventConcurrency } = readSettings({
  stage: 'prod',
  noAlarmRecipient: true,
});

/** Settings of the stage that bound what it takes on. */
export const SETTINGS_LIMITS = { monthlyCharacterBudget, requestsPerSecond, requestsPerMonth, eventConcurrency };

/** Quotas of AWS, each as its page said in November 2026; those that can be raised are asked for in Service Quotas. */
export const AWS_LIMITS = {
  /** Assumed: the current page of Amazon Translate names no rate; an older one said 20 calls a second. */
  translateCallsPerSecond: 20,
  /** Lambda quotas: concurrent executions of an account and region; new accounts may begin lower. */
  lambdaConcurrency: 1_000,
  /** API Gateway quotas: requests a second of an account and region. */
  apiRequestsPerSecond: 10_000,
  /** DynamoDB developer guide, "Best practices for designing partition keys": of one partition; cannot be raised. */
  partitionWriteUnitsPerSecond: 1_000,
  /** DynamoDB developer guide, "On-demand capacity mode": what a new table takes at once; it follows its peaks by itself. */
  newTableWriteUnitsPerSecond: 4_000,
  /** DynamoDB quotas: write units a second of an on-demand table. */
  tableWriteUnitsPerSecond: 40_000,
  /** EventBridge quotas: PutEvents of a bus a second, in eu-west-1. */
  busEventsPerSecond: 10_000,
  /** S3 user guide, "Best practices design patterns": puts a second below one prefix. */
  s3PutsPerSecond: 3_500,
} as const;

/** `functions/events/handler.ts` works on so many articles of a batch at a time. */
export const ARTICLES_AT_A_TIME = 3;

/** An account under way takes so much of the month's usage item; see `dynamodb-usage-ledger.ts`. */
export const ACCOUNT_BYTES = 30;

/** The alarm on the age of the oldest message. */
export const ALARMED_AGE_MINUTES = 45;
