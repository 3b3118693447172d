import type { Meter } from '../policy/start-policy-proxy.ts';
import { readCapacity, withCapacity } from './count-capacity.ts';

/** What was asked of AWS. */
export interface Use {
  dynamodbRequests: number;
  readUnits: number;
  writeUnits: number;
  /** Write units of the month's usage item and of the listing's partition, both one for all articles. */
  ledgerUnits: number;
  listUnits: number;
  translateCalls: number;
  s3Puts: number;
  s3Gets: number;
  /** Requests of the functions; those of the queue's mapping are not theirs. */
  sqsRequests: number;
  busEvents: number;
}

const NOTHING: Use = {
  dynamodbRequests: 0,
  readUnits: 0,
  writeUnits: 0,
  ledgerUnits: 0,
  listUnits: 0,
  translateCalls: 0,
  s3Puts: 0,
  s3Gets: 0,
  sqsRequests: 0,
  busEvents: 0,
};

const READS = new Set(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query']);

/** Counts what the functions of a stage ask of AWS, by the units that are billed; `take` gives it and begins anew. */
export function createMeter(): Meter & { takeUse(): Use } {
  let use = { ...NOTHING };
  return {
    prepare: (service, request) => (service === 'dynamodb' ? withCapacity(request) : request),
    take({ service, calls, request, status, answer }) {
      const actions = calls.map(({ action }) => action);
      if (service === 'dynamodb') {
        const { partition, units, indexUnits } = readCapacity(request, status, answer);
        use.dynamodbRequests += 1;
        if (actions.some((action) => READS.has(action))) use.readUnits += units;
        else {
          use.writeUnits += units + indexUnits;
          use.listUnits += indexUnits;
          if (partition.startsWith('usage#')) use.ledgerUnits += units;
        }
      }
      if (actions.includes('translate:TranslateText')) use.translateCalls += 1;
      use.s3Puts += actions.filter((action) => action === 's3:PutObject' || action === 's3:ListBucket').length;
      use.s3Gets += actions.filter((action) => action === 's3:GetObject').length;
      if (service === 'sqs') use.sqsRequests += 1;
      use.busEvents += actions.filter((action) => action === 'events:PutEvents').length;
    },
    takeUse() {
      const taken = use;
      use = { ...NOTHING };
      return taken;
    },
  };
}
