/**
 * List prices in USD, eu-west-1, on demand, as read in November 2026 without an account: to be checked against
 * https://aws.amazon.com/pricing before a decision rests on them. A million of each, unless the name says otherwise.
 */
export const PRICES = {
  translateCharacters: 15,
  readUnits: 0.14,
  writeUnits: 0.7,
  lambdaGbSeconds: 13.33,
  lambdaInvocations: 0.2,
  apiRequests: 3.5,
  sqsRequests: 0.4,
  s3Puts: 5.4,
  s3Gets: 0.43,
  busEvents: 1,
  traces: 5,
  logsPerGb: 0.57,
  tableStoragePerGbMonth: 0.28,
  backupPerGbMonth: 0.22,
  metricPerMonth: 0.3,
  alarmPerMonth: 0.1,
  keyPerMonth: 1,
} as const;

/** Traces a month that cost nothing. */
export const FREE_TRACES = 100_000;
