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
const MAX_VAIN_WAITS = 2;
const MAX_LAST_WAITS = 2;

/** A busy machine answers late before the table is told to hang; what is counted does not depend on it. */
const PATIENCE_MS = 1_200;

const SENTENCES = 12;

/** Articles processed at a time where each has a table of its own. */
const CONCURRENT_ARTICLES = 8;

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

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
  const { operations, vainWaits } = front;
  return { status: response.status, body, engineCalls: translator.stats.calls, operations, vainWaits };
}

describe('a table that accepts and never answers', { timeout: 120_000 }, () => {
  test('from the start costs two time-outs, and the caller has the result', async () => {
    const { status, body, vainWaits } = await post({ answers: 0 });
    expect(status).toBe(200);
    expect(body.warnings).toContainEqual(expect.objectContaining({ code: 'cache-unavailable' }));
    expect(sum(vainWaits)).toBe(MAX_VAIN_WAITS);
  });

  test('under a budget is told before any call of the engine', async () => {
    const env = { DEPECHE_MONTHLY_CHARACTER_BUDGET: '1000000' };
    const { status, body, vainWaits, engineCalls } = await post({ answers: 0, env });
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'storage-unavailable' });
    expect(engineCalls).toBe(0);
    expect(sum(vainWaits)).toBeLessThanOrEqual(MAX_VAIN_WAITS);
  });

  test('while the engine is at work costs two time-outs, and two more for completing', async () => {
    const { status, body, vainWaits } = await post({ hangsAtCall: true, callTimeoutMs: PATIENCE_MS });
    expect(status).toBe(200);
    expect(body.warnings).toContainEqual(expect.objectContaining({ code: 'cache-unavailable' }));
    expect(sum(vainWaits)).toBeLessThanOrEqual(MAX_VAIN_WAITS + MAX_LAST_WAITS);
  });

  test('from any request on costs no more, and what was asked side by side is not repeated side by side', async () => {
    const plain = await post({ callTimeoutMs: PATIENCE_MS });
    const requests = plain.operations.length;
    expect({ status: plain.status, vainWaits: plain.vainWaits }).toEqual({ status: 200, vainWaits: [] });
    expect(requests).toBeGreaterThan(SENTENCES);
    const outcomes = await pMap(Array.from({ length: requests }).keys(), (answers) => post({ answers }), {
      concurrency: CONCURRENT_ARTICLES,
    });
    expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 200));
    const waits = outcomes.map(({ vainWaits }) => vainWaits);
    for (const [answers, each] of waits.entries()) {
      expect(each.length, `after ${answers}`).toBeLessThanOrEqual(MAX_VAIN_WAITS + MAX_LAST_WAITS);
      expect(sum(each.slice(1)), `after ${answers}`).toBeLessThanOrEqual(MAX_VAIN_WAITS + MAX_LAST_WAITS);
    }
    // It does hang in the middle of what is asked side by side.
    expect(Math.max(...waits.flat())).toBeGreaterThan(MAX_VAIN_WAITS);
  });
});
