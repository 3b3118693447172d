import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Counts a client's calls, and the time in which at least one is under way, from the call to the parsed answer. */
export interface TableWatch {
  /** Since the last reading. */
  read(): { calls: number; busyMs: number };
}

export function watchTable(client: DynamoDBClient): TableWatch {
  let calls = 0;
  let busyMs = 0;
  let underWay = 0;
  let busySinceMs = 0;
  client.middlewareStack.add(
    (next) => async (request) => {
      calls += 1;
      if (underWay === 0) busySinceMs = performance.now();
      underWay += 1;
      try {
        return await next(request);
      } finally {
        underWay -= 1;
        if (underWay === 0) busyMs += performance.now() - busySinceMs;
      }
    },
    { step: 'initialize', priority: 'high' },
  );
  return {
    read() {
      const reading = { calls, busyMs };
      calls = 0;
      busyMs = 0;
      return reading;
    },
  };
}
