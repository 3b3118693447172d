import { MEASURED_STAGE, measureOperations, type Operation } from './bill/measure-operations.ts';
import { priceOperation, sumOf } from './bill/price-operation.ts';
import { METRIC_NAMES } from '../../shared/ports/telemetry/metrics.ts';
import { readKeptTemplate } from '../support/kept-builds/kept-template.ts';
import { PRICES } from './bill/prices.ts';
import type { Bench, BenchFigure, BenchReport } from './report.ts';

const count = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 1 });
const usd = (value: number) => value.toFixed(value < 0.1 ? 4 : 2);

/** What an operation asks of AWS in words, nothing left out but what it does not ask. */
function describeUse(operation: Operation): string {
  const { translateCalls, translateCharacters, apiRequests, s3Puts, s3Gets, sqsRequests, busEvents } = operation;
  const others = [
    [apiRequests, 'API Gateway'],
    [operation.lambdaInvocations, 'Lambda'],
    [s3Puts, 'S3 put'],
    [s3Gets, 'S3 get'],
    [sqsRequests, 'SQS'],
    [busEvents, 'EventBridge'],
  ] as const;
  return [
    ...(translateCalls > 0 ? [`${count(translateCalls)} Translate (${count(translateCharacters)} characters)`] : []),
    `${count(operation.dynamodbRequests)} DynamoDB (${count(operation.readUnits)} read, ${count(operation.writeUnits)} write units)`,
    ...others.filter(([asked]) => asked > 0).map(([asked, name]) => `${count(asked)} ${name}`),
    `${count(operation.logBytes / 1_000)} KB of logs`,
  ].join(', ');
}

/** The rows of the table in docs/operations.md. */
export function describeOperations(operations: readonly Operation[]): BenchReport {
  return operations.map((operation) => {
    const price = priceOperation(operation);
    return {
      what: operation.name,
      value: describeUse(operation),
      baseline: `${usd(1_000 * sumOf(price))} USD per 1,000, ${usd(1_000 * (sumOf(price) - price.translate))} without Translate`,
    };
  });
}

/** What a prod stage costs while nothing comes, a month: what CloudWatch and KMS charge for being there. */
export async function describeStanding(): Promise<BenchFigure> {
  const { Resources } = await readKeptTemplate(MEASURED_STAGE);
  const has = (type: string) => Object.values(Resources).filter(({ Type }) => Type === type).length;
  const [alarms, keys, metrics] = [has('AWS::CloudWatch::Alarm'), has('AWS::KMS::Key'), METRIC_NAMES.length];
  const price = alarms * PRICES.alarmPerMonth + metrics * PRICES.metricPerMonth + keys * PRICES.keyPerMonth;
  return {
    what: 'a prod stage that nothing comes to',
    value: `${alarms} alarms, ${metrics} metrics, ${keys} key`,
    baseline: `${usd(price)} USD a month`,
  };
}

/** What each operation asks of AWS, counted through the real functions, and what that costs at list prices. */
export const benchBill: Bench = async () => {
  const operations = await measureOperations();
  const [first] = operations;
  return [
    ...describeOperations(operations),
    await describeStanding(),
    {
      what: 'time of the functions here for a new article, with nobody to wait for',
      value: `${count(first?.lambdaMs ?? 0)} ms`,
    },
  ];
};
