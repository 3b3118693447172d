import pMap from 'p-map';
import { afterEach, describe, expect, test } from 'vitest';
import { createApp } from '../../functions/http/app.ts';
import { createContainer } from '../../functions/wiring/create-container.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createStreamLogger } from '../../shared/adapters/logger-stream.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import { startFaultyDynamodb } from '../support/dynamodb/start-faulty-dynamodb.ts';
import { startTestTable } from '../support/dynamodb/start-test-table.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { writeArticle } from './write-article.ts';

/** Attempts that wait out their time-out before the breaker opens, and those for completing and giving back. */
const MAX_VAIN_ATTEMPTS = 2;
const MAX_LAST_ATTEMPTS = 2;

/** What is remembered and what is counted of a call are written at the same time, and wait at the same time. */
const OPERATIONS_AT_A_TIME = 2;

/** A busy machine answers late before the table is told to hang; what is counted does not depend on it. */
const PATIENCE_MS = 1_200;

const SENTENCES = 12;
/** Its sentences and its title; the first is claimed alone, and one is claimed again. */
const CLAIMS = SENTENCES + 1;

/** Articles processed at a time where each has a table of its own. */
const CONCURRENT_ARTICLES = 8;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Options {
  /** Requests that the table answers before it hangs. */
  answers?: number;
  env?: Record<string, string>;
  /** Whether it hangs once the engine is called. */
  hangsAtCall?: boolean;
  callTimeoutMs?: number;
}

/** Posts an article to the HTTP side of the service, whose table stops answering at some point. */
async function post({
  answers = Number.POSITIVE_INFINITY,
  env = {},
  hangsAtCall = false,
  callTimeoutMs,
}: Options = {}) {
  const table = await startTestTable();
  let left = answers;
  const front = await startFaultyDynamodb(table.endpoint, () => {
    left -= 1;
    return left < 0 ? 'hang' : 'none';
  });
  const beforeCall = () => {
    if (hangsAtCall) left = 0;
  };
  const translator = createMemoryTranslator({ beforeCall });
  const clock = createSystemClock();
  const logger = createStreamLogger({ write: () => {}, level: 'error', clock });
  const container = await createContainer(loadCliConfig({ DEPECHE_TABLE: table.tableName, ...env }), {
    translator,
    logger,
    dynamodb: {
      endpoint: front.endpoint,
      region: 'local',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      ...(callTimeoutMs === undefined ? {} : { callTimeoutMs }),
    },
  });
  closing.push(table.stop, front.stop, container.close);
  const app = createApp({
    useCases: container.useCases,
    logger,
    newRequestId: () => 'request',
    readInvocation: () => ({}),
    corsOrigins: [],
    loadAssets: async () => ({ script: '', style: '' }),
  });
  const response = await app.request('/v1/articles', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(writeArticle(9, SENTENCES)),
  });
  const body = (await response.json()) as Record<string, unknown>;
  const { operations, vainAttempts } = front;
  return { status: response.status, body, engineCalls: translator.stats.calls, operations, vainAttempts };
}

describe('a table that accepts and never answers', { timeout: 120_000 }, () => {
  test('from the start costs two time-outs, and the caller has the result', async () => {
    const { status, body, vainAttempts } = await post({ answers: 0 });
    expect(status).toBe(200);
    expect(body.warnings).toContainEqual(expect.objectContaining({ code: 'cache-unavailable' }));
    expect(vainAttempts).toBe(MAX_VAIN_ATTEMPTS);
  });

  test('under a budget is told before any call of the engine', async () => {
    const env = { DEPECHE_MONTHLY_CHARACTER_BUDGET: '1000000' };
    const { status, body, vainAttempts, engineCalls } = await post({ answers: 0, env });
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'storage-unavailable' });
    expect(engineCalls).toBe(0);
    expect(vainAttempts).toBeLessThanOrEqual(MAX_VAIN_ATTEMPTS);
  });

  test('while the engine is at work costs two time-outs, and two more for completing', async () => {
    const { status, body, vainAttempts } = await post({ hangsAtCall: true, callTimeoutMs: PATIENCE_MS });
    expect(status).toBe(200);
    expect(body.warnings).toContainEqual(expect.objectContaining({ code: 'cache-unavailable' }));
    expect(vainAttempts).toBeLessThanOrEqual(MAX_VAIN_ATTEMPTS + MAX_LAST_ATTEMPTS);
  });

  test('from any request on costs no more; what goes side by side waits at the same time, and one alone is repeated', async () => {
    const plain = await post({ callTimeoutMs: PATIENCE_MS });
    expect({ status: plain.status, vainAttempts: plain.vainAttempts }).toEqual({ status: 200, vainAttempts: 0 });
    const points = Array.from(plain.operations.keys());
    const outcomes = await pMap(points, (answers) => post({ answers }), { concurrency: CONCURRENT_ARTICLES });
    expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 200));
    for (const [answers, { operations, vainAttempts }] of outcomes.entries()) {
      // A slow machine may have asked for something twice before, so each run tells by itself where the claims hang.
      const inVain = operations.slice(answers);
      const claims = Math.max(0, [...inVain, 'the end'].findIndex((operation) => operation !== 'UpdateItem') - 1);
      expect(claims, `after ${answers}`).toBeLessThanOrEqual(CLAIMS + MAX_LAST_ATTEMPTS);
      const most = claims + OPERATIONS_AT_A_TIME * MAX_VAIN_ATTEMPTS + MAX_LAST_ATTEMPTS;
      expect(vainAttempts, `after ${answers}: ${inVain.join(' ')}`).toBeLessThanOrEqual(most);
    }
  });
});
