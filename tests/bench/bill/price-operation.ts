import type { Operation } from './measure-operations.ts';
import { PRICES } from './prices.ts';

/** The stage's functions have this much memory, which is what is billed. */
const MEMORY_GB = 1;

/**
 * Billed time of a function, assumed: what it does itself takes a fraction of it (`npm run bench -- bill` says what it took
 * here), the rest is the wait for AWS, which the stand-ins of the bench do not make.
 */
export const ASSUMED_MS = { perInvocation: 100, perTranslateCall: 1_500 } as const;

/** USD of one operation, by what it is paid for. */
export interface Price {
  translate: number;
  dynamodb: number;
  lambda: number;
  /** API Gateway, SQS, S3, EventBridge. */
  doors: number;
  logs: number;
  /** When every operation is traced, as few of them are; beyond what is free. */
  traces: number;
}

export function priceOperation(operation: Operation): Price {
  const million = (unit: keyof typeof PRICES & keyof Operation) => (operation[unit] * PRICES[unit]) / 1e6;
  return {
    translate: million('translateCharacters'),
    dynamodb: million('readUnits') + million('writeUnits'),
    lambda: (lambdaSeconds(operation) * MEMORY_GB * PRICES.lambdaGbSeconds) / 1e6 + million('lambdaInvocations'),
    doors:
      million('apiRequests') + million('sqsRequests') + million('s3Puts') + million('s3Gets') + million('busEvents'),
    logs: (operation.logBytes * PRICES.logsPerGb) / 1e9,
    traces: (operation.lambdaInvocations * PRICES.traces) / 1e6,
  };
}

/** Assumed billed seconds. */
export function lambdaSeconds({ lambdaInvocations, translateCalls }: Operation): number {
  return (lambdaInvocations * ASSUMED_MS.perInvocation + translateCalls * ASSUMED_MS.perTranslateCall) / 1_000;
}

export const sumOf = (price: Price): number => Object.values(price).reduce((sum, part) => sum + part, 0);
