import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../functions/http/app.ts';
import { type Container, createContainer } from '../../functions/wiring/create-container.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createStreamLogger } from '../../shared/adapters/logger-stream.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import { type FaultyDynamodb, startFaultyDynamodb } from '../support/dynamodb/start-faulty-dynamodb.ts';
import { startTestTable, type TestTable } from '../support/dynamodb/start-test-table.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { writeArticle } from './write-article.ts';

/** Attempts that wait out their time-out before the breaker opens, and those for completing and giving back. */
const MAX_VAIN_ATTEMPTS = 2;
const MAX_LAST_ATTEMPTS = 2;

/** A busy machine answers late before the table is told to hang; what is counted does not depend on it. */
const PATIENCE_MS = 2_000;

let table: TestTable;
let front: FaultyDynamodb;
let container: Container | undefined;
let hangs = false;
let vain = 0;
let updates = 0;
let hangsFromUpdate = Number.POSITIVE_INFINITY;

beforeEach(async () => {
  hangs = false;
  vain = 0;
  table = await startTestTable();
  updates = 0;
  hangsFromUpdate = Number.POSITIVE_INFINITY;
  front = await startFaultyDynamodb(table.endpoint, (operation) => {
    if (operation === 'UpdateItem') updates += 1;
    hangs ||= updates >= hangsFromUpdate;
    if (!hangs) return 'none';
    vain += 1;
    return 'hang';
  });
});
afterEach(async () => {
  await container?.close();
  await front.stop();
  await table.stop();
});

interface Options {
  env?: Record<string, string>;
  beforeCall?: () => void;
  callTimeoutMs?: number;
}

/** The HTTP side of the service with the client's own time-outs, whose table is one that can stop answering. */
async function start({ env = {}, beforeCall = () => {}, callTimeoutMs }: Options = {}) {
  const translator = createMemoryTranslator({ beforeCall });
  const clock = createSystemClock();
  const logger = createStreamLogger({ write: () => {}, level: 'error', clock });
  container = await createContainer(loadCliConfig({ DEPECHE_TABLE: table.tableName, ...env }), {
    translator,
    logger,
    dynamodb: {
      endpoint: front.endpoint,
      region: 'local',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      ...(callTimeoutMs === undefined ? {} : { callTimeoutMs }),
    },
  });
  const app = createApp({
    useCases: container.useCases,
    logger,
    newRequestId: () => 'request',
    readInvocation: () => ({}),
    corsOrigins: [],
    loadAssets: async () => ({ script: '', style: '' }),
  });
  const post = async () => {
    const response = await app.request('/v1/articles', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(writeArticle(9, 30)),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { post, translator };
}

describe('a table that accepts and never answers', { timeout: 60_000 }, () => {
  test('from the start costs two time-outs, and the caller has the result', async () => {
    const { post } = await start();
    hangs = true;
    const { status, body } = await post();
    expect(status).toBe(200);
    expect(body.warnings).toContainEqual(expect.objectContaining({ code: 'cache-unavailable' }));
    expect(vain).toBeLessThanOrEqual(MAX_VAIN_ATTEMPTS);
  });

  test('under a budget is told before any call of the engine', async () => {
    const { post, translator } = await start({ env: { DEPECHE_MONTHLY_CHARACTER_BUDGET: '1000000' } });
    hangs = true;
    const { status, body } = await post();
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'storage-unavailable' });
    expect(translator.stats.calls).toBe(0);
    expect(vain).toBeLessThanOrEqual(MAX_VAIN_ATTEMPTS);
  });

  test('while the engine is at work costs two time-outs, and two more for completing', async () => {
    const beforeCall = () => {
      hangs = true;
    };
    const { post } = await start({ beforeCall, callTimeoutMs: PATIENCE_MS });
    const { status, body } = await post();
    expect(status).toBe(200);
    expect(body.warnings).toContainEqual(expect.objectContaining({ code: 'cache-unavailable' }));
    expect(vain).toBeLessThanOrEqual(MAX_VAIN_ATTEMPTS + MAX_LAST_ATTEMPTS);
  });

  // Should it stop while the claims after the first are under way, each of those waits, all at a time.
  test('as soon as the lease is held costs the same: one claim goes before those side by side', async () => {
    const { post } = await start();
    hangsFromUpdate = 2;
    const { status } = await post();
    expect(status).toBe(200);
    expect(vain).toBeLessThanOrEqual(MAX_VAIN_ATTEMPTS + MAX_LAST_ATTEMPTS);
  });
});
