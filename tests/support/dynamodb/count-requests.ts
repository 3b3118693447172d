import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Requests to the table since the last look: those of the usage ledger, and all others. */
export interface RequestCounts {
  ledger: number;
  others: number;
}

/** Counts what a client sends, every attempt of it. */
export function countRequests(client: DynamoDBClient): { take(): RequestCounts } {
  let counts: RequestCounts = { ledger: 0, others: 0 };
  client.middlewareStack.add(
    (next) => async (given) => {
      const isOfLedger = JSON.stringify(given.input).includes('usage#');
      counts[isOfLedger ? 'ledger' : 'others'] += 1;
      return next(given);
    },
    { step: 'finalizeRequest', name: 'countRequests', priority: 'low' },
  );
  return {
    take() {
      const taken = counts;
      counts = { ledger: 0, others: 0 };
      return taken;
    },
  };
}
