import pLimit from 'p-limit';
import { describe, expect, inject, test } from 'vitest';
import { createEventHandler } from '../../functions/events/handler.ts';
import type { RecordOutcome } from '../../functions/events/process-record.ts';
import { createApp } from '../../functions/http/app.ts';
import { createContainer } from '../../functions/wiring/create-container.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createStreamLogger } from '../../shared/adapters/telemetry/logger-stream.ts';
import { createNoTracer } from '../../shared/adapters/telemetry/tracer-none.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import { articlePublished, record } from '../functions/events/setup.ts';
import { startFaultyDynamodb } from '../support/dynamodb/start-faulty-dynamodb.ts';
import { startTestTable } from '../support/dynamodb/start-test-table.ts';
import { createMemoryInbox } from '../support/inbox-memory.ts';
import { createMemoryPublisher } from '../support/publisher-memory.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { writeArticle } from './write-article.ts';

/** Attempts of a job that wait out their time-out before the breaker opens, and those for completing and giving back. */
const MAX_VAIN_ATTEMPTS = 2;
const MAX_LAST_ATTEMPTS = 2;

/** A busy machine answers late before the table is told to hang; what is counted does not depend on it. */
const PATIENCE_MS = 1_200;

/** Of the requests of an article, at which of them the table begins to hang; in `npm run test:endurance` at each. */
const STEP = inject('fuzzFactor') > 1 ? 1 : 2;

const ARTICLE = writeArticle(9, 5);

/** Articles worked on at a time, each with a table of its own; those that wait for one that hangs do not count. */
const limit = pLimit(8);

const BUDGET = { DEPECHE_MONTHLY_CHARACTER_BUDGET: '1000000' };

interface Options {
  /** Requests that the table answers before it hangs. */
  answers?: number;
  env?: Record<string, string>;
  /** Told of each request that the table takes and does not answer. */
  onHang?: () => void;
  /** Whether it hangs once the engine is called. */
  hangsAtCall?: boolean;
  callTimeoutMs?: number;
  /** Sentences a call of the engine. */
  chunkSize?: number;
}

/** Two calls of the engine that bring their answers at the same time. */
const SIDE_BY_SIDE = { chunkSize: 3 };

/** The service, whose table stops answering at some point. */
async function openService(options: Options) {
  const { answers = Number.POSITIVE_INFINITY, env = {}, onHang, hangsAtCall = false, callTimeoutMs } = options;
  const table = await startTestTable();
  let left = answers;
  const front = await startFaultyDynamodb(table.endpoint, () => {
    left -= 1;
    if (left >= 0) return 'none';
    onHang?.();
    return 'hang';
  });
  const beforeCall = () => {
    if (hangsAtCall) left = 0;
  };
  const translator = createMemoryTranslator({ beforeCall, chunkSize: options.chunkSize ?? 20 });
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
  const close = async () => {
    for (const end of [container.close, front.stop, table.stop]) await end();
  };
  const told = () => ({
    engineCalls: translator.stats.calls,
    operations: [...front.operations],
    vain: front.vainAttempts,
  });
  return { useCases: container.useCases, logger, clock, told, close };
}

/** Posts an article to the HTTP side of the service. */
async function post(options: Options = {}, path = '/v1/articles') {
  const { useCases, logger, told, close } = await openService(options);
  const app = createApp({
    useCases,
    logger,
    newRequestId: () => 'request',
    readInvocation: () => ({}),
    corsOrigins: [],
    loadAssets: async () => ({ script: '', style: '' }),
  });
  const response = await app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ARTICLE),
  });
  const body = (await response.json()) as Record<string, unknown>;
  const outcome = { status: response.status, code: body.code, warnings: body.warnings, ...told() };
  await close();
  return outcome;
}

const translate = (options: Options = {}) => post(options, '/v1/translate');

/** Hands the article over as a message of the queue. */
async function send(options: Options = {}) {
  const { useCases, logger, clock, told, close } = await openService(options);
  const outcomes: RecordOutcome[] = [];
  const handle = createEventHandler({
    useCases,
    inbox: createMemoryInbox(),
    inboxBucket: 'inbox',
    publisher: createMemoryPublisher(),
    bury: () => Promise.reject(new Error('nothing is to be buried')),
    logger,
    tracer: createNoTracer(),
    clock,
    maxReceiveCount: 3,
    onOutcome: (_, outcome) => void outcomes.push(outcome),
  });
  await handle(
    { Records: [record(articlePublished({ id: 'a', ...ARTICLE }))] },
    { getRemainingTimeInMillis: () => 600_000 },
  );
  const [outcome] = outcomes;
  const result = { status: outcome?.status, code: outcome?.status === 'returned' && outcome.problem.code, ...told() };
  await close();
  return result;
}

/** What becomes of it when the table hangs from each of its requests on, one after another. */
async function hangAtEach<Outcome extends { operations: string[] }>(
  ask: (options: Options) => Promise<Outcome>,
  options: Options = {},
): Promise<{ answers: number; outcome: Outcome }[]> {
  const plain = await limit(() => ask({ ...options, callTimeoutMs: PATIENCE_MS }));
  const hangAt = async (answers: number) => {
    const { asked } = await limit(async () => {
      let tellHang = () => {};
      const hung = new Promise<void>((resolve) => {
        tellHang = resolve;
      });
      const asked = ask({ ...options, answers, onHang: tellHang });
      await Promise.race([hung, asked]);
      return { asked };
    });
    return { answers, outcome: await asked };
  };
  const starts = [...plain.operations.keys()].filter((answers) => answers % STEP === 0);
  return Promise.all(starts.map(hangAt));
}

describe.concurrent('a table that accepts and never answers', () => {
  test('from the start costs two time-outs, and the caller has the result', async () => {
    const { status, warnings, vain } = await post({ answers: 0 });
    expect({ status, vain }).toEqual({ status: 200, vain: MAX_VAIN_ATTEMPTS });
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'cache-unavailable' }));
  });

  test('while the engine is at work costs two time-outs, and two more for completing', async () => {
    const { status, warnings, vain } = await post({ hangsAtCall: true, callTimeoutMs: PATIENCE_MS });
    expect(status).toBe(200);
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'cache-unavailable' }));
    expect(vain).toBeLessThanOrEqual(MAX_VAIN_ATTEMPTS + MAX_LAST_ATTEMPTS);
  });

  test('from any request on costs no more, and the caller has the result', async () => {
    for (const { answers, outcome } of await hangAtEach(post, SIDE_BY_SIDE)) {
      const { status, vain, operations } = outcome;
      expect(status).toBe(200);
      expect(vain, `${answers}: ${operations.slice(answers)}`).toBeLessThanOrEqual(
        MAX_VAIN_ATTEMPTS + MAX_LAST_ATTEMPTS,
      );
    }
  });

  test('from any request on costs an article under a budget no more, which is told before any call of the engine', async () => {
    const outcomes = await hangAtEach(post, { env: BUDGET });
    for (const { answers, outcome } of outcomes) {
      const { status, code, engineCalls, vain, operations } = outcome;
      const isTold = status === 503 && code === 'storage-unavailable' && engineCalls === 0;
      expect(isTold || status === 200, `${answers}: ${status} ${code}, ${engineCalls} calls`).toBe(true);
      expect(vain, `${answers}: ${operations.slice(answers)}`).toBeLessThanOrEqual(
        MAX_VAIN_ATTEMPTS + MAX_LAST_ATTEMPTS,
      );
    }
    expect(outcomes[0]?.outcome).toMatchObject({ status: 503, engineCalls: 0 });
  });

  test('from any request on costs a translation alone two time-outs', async () => {
    for (const { answers, outcome } of await hangAtEach(translate, SIDE_BY_SIDE)) {
      const { status, vain, operations } = outcome;
      expect(status).toBe(200);
      expect(vain, `${answers}: ${operations.slice(answers)}`).toBeLessThanOrEqual(MAX_VAIN_ATTEMPTS);
    }
  });

  test('from any request on costs a message no more, which comes back until the result is kept', async () => {
    const outcomes = await hangAtEach(send, SIDE_BY_SIDE);
    for (const { answers, outcome } of outcomes) {
      const { status, code, vain, operations } = outcome;
      expect(status === 'processed' || code === 'storage-unavailable', `${answers}: ${status} ${code}`).toBe(true);
      expect(vain, `${answers}: ${operations.slice(answers)}`).toBeLessThanOrEqual(
        MAX_VAIN_ATTEMPTS + MAX_LAST_ATTEMPTS,
      );
    }
    expect(outcomes[0]?.outcome).toMatchObject({ status: 'returned', engineCalls: 0 });
  });
});
