import type { Operation } from '../bill/measure-operations.ts';
import { ASSUMED_MS, lambdaSeconds } from '../bill/price-operation.ts';
import { mixOf } from './article-mix.ts';
import { ACCOUNT_BYTES, ALARMED_AGE_MINUTES, ARTICLES_AT_A_TIME, AWS_LIMITS, SETTINGS_LIMITS } from './limits.ts';
import { newsroomDay, oldestWait } from './newsroom-day.ts';

const DAYS = 30;

/** One bound, and how much of it a volume takes. */
export interface Load {
  bound: string;
  demand: number;
  limit: number;
  /** The setting, or the quota of AWS, that raises it. */
  raise: string;
}

/** What so many articles a day take of everything that bounds the service, the fullest first. */
export function loadsOf(operations: readonly Operation[], articlesPerDay: number): Load[] {
  const { of, sum } = mixOf(operations);
  const day = newsroomDay(articlesPerDay);
  const peak = Math.max(...day) / 60;
  const articleSeconds = (ASSUMED_MS.perInvocation + ASSUMED_MS.perTranslateCall) / 1_000;
  // Every account that is open makes the month's item larger, and each write of it dearer.
  const openAccounts = peak * articleSeconds;
  const ledgerWrites = of('ledgerUnits') * Math.max(1, Math.ceil((openAccounts * ACCOUNT_BYTES) / 1_024));
  const workedOffPerMinute = (SETTINGS_LIMITS.eventConcurrency * ARTICLES_AT_A_TIME * 60) / articleSeconds;
  const byQueue = day.map((articles) => articles * of('messages'));
  const loads: Load[] = [
    {
      bound: 'characters a month',
      demand: articlesPerDay * DAYS * of('translateCharacters'),
      limit: SETTINGS_LIMITS.monthlyCharacterBudget,
      raise: '`monthlyCharacterBudget`',
    },
    {
      bound: 'requests a month of one key',
      demand: articlesPerDay * DAYS * of('apiRequests'),
      limit: SETTINGS_LIMITS.requestsPerMonth,
      raise: '`requestsPerMonth`, or more keys',
    },
    {
      bound: 'API requests a second of one key',
      demand: peak * of('apiRequests'),
      limit: SETTINGS_LIMITS.requestsPerSecond,
      raise: '`requestsPerSecond` and `requestBurst`',
    },
    {
      bound: 'API requests a second of the account',
      demand: peak * of('apiRequests'),
      limit: AWS_LIMITS.apiRequestsPerSecond,
      raise: 'API Gateway, throttle rate',
    },
    {
      bound: 'calls of Translate a second (assumed quota)',
      demand: peak * of('translateCalls'),
      limit: AWS_LIMITS.translateCallsPerSecond,
      raise: 'Amazon Translate, TranslateText requests',
    },
    {
      bound: 'minutes that the oldest message waits',
      demand: oldestWait(byQueue, workedOffPerMinute),
      limit: ALARMED_AGE_MINUTES,
      raise: '`eventConcurrency`',
    },
    {
      bound: 'functions at a time',
      demand: peak * sum(lambdaSeconds),
      limit: AWS_LIMITS.lambdaConcurrency,
      raise: 'Lambda, concurrent executions',
    },
    {
      bound: 'write units a second of the usage item (one partition)',
      demand: peak * ledgerWrites,
      limit: AWS_LIMITS.partitionWriteUnitsPerSecond,
      raise: 'cannot be raised: let bursts come through the inbox, which `eventConcurrency` spreads, or part the stage',
    },
    {
      bound: 'write units a second of the listing (one partition)',
      demand: peak * of('listUnits'),
      limit: AWS_LIMITS.partitionWriteUnitsPerSecond,
      raise: 'cannot be raised: `DEPECHE_KEEP_KEYS_APART` parts it by key',
    },
    {
      bound: 'write units a second of a new table',
      demand: peak * of('writeUnits'),
      limit: AWS_LIMITS.newTableWriteUnitsPerSecond,
      raise: 'DynamoDB warm throughput, before the first such burst',
    },
    {
      bound: 'write units a second of the table',
      demand: peak * of('writeUnits'),
      limit: AWS_LIMITS.tableWriteUnitsPerSecond,
      raise: 'DynamoDB, table-level write throughput',
    },
    {
      bound: 'events a second of the bus',
      demand: peak * of('busEvents'),
      limit: AWS_LIMITS.busEventsPerSecond,
      raise: 'EventBridge, PutEvents',
    },
    {
      bound: 'objects a second in the inbox',
      demand: peak * of('s3Puts'),
      limit: AWS_LIMITS.s3PutsPerSecond,
      raise: 'S3 parts prefixes by itself',
    },
  ];
  return loads.sort((a, b) => b.demand / b.limit - a.demand / a.limit);
}
