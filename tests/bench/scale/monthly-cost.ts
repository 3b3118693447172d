import type { Operation } from '../bill/measure-operations.ts';
import { priceOperation } from '../bill/price-operation.ts';
import { FREE_TRACES, PRICES } from '../bill/prices.ts';
import { mixOf } from './article-mix.ts';

const DAYS = 30;
const SECONDS_PER_DAY = 86_400;
const GB = 1e9;

/** X-Ray's default rule: the first of each second, and 5 % of the others. */
const TRACED_SHARE = 0.05;

/** How long the table keeps what: the defaults of the settings. */
const KEPT_DAYS = { article: 30, sentences: 365 };

/** USD of a month of so many articles a day, by what they are paid for; storage as it is after a year. */
export function monthlyCost(operations: readonly Operation[], articlesPerDay: number) {
  const { of, sum } = mixOf(operations);
  const articles = articlesPerDay * DAYS;
  const part = (name: 'translate' | 'dynamodb' | 'lambda' | 'doors' | 'logs') =>
    articles * sum((operation) => priceOperation(operation)[name]);
  const callsPerDay = articlesPerDay * of('lambdaInvocations');
  const firstOfSeconds = Math.min(callsPerDay, SECONDS_PER_DAY);
  const traces = DAYS * (firstOfSeconds + TRACED_SHARE * (callsPerDay - firstOfSeconds));
  const keptGb =
    (articlesPerDay *
      (KEPT_DAYS.article * sum(({ keptBytes }) => Math.max(0, keptBytes.article)) +
        KEPT_DAYS.sentences * sum(({ keptBytes }) => Math.max(0, keptBytes.sentences)))) /
    GB;
  return {
    Translate: part('translate'),
    'DynamoDB requests': part('dynamodb'),
    'DynamoDB storage and backup, after a year': keptGb * (PRICES.tableStoragePerGbMonth + PRICES.backupPerGbMonth),
    Lambda: part('lambda'),
    'API Gateway, SQS, S3, EventBridge': part('doors'),
    logs: part('logs'),
    'X-Ray': (Math.max(0, traces - FREE_TRACES) * PRICES.traces) / 1e6,
  };
}
