import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { instrumentHandler, type Telemetry } from '../../../functions/wiring/instrument-handler.ts';
import type { LambdaLogger } from '../../../shared/adapters/telemetry/logger-powertools.ts';
import type { LambdaMetrics } from '../../../shared/adapters/telemetry/metrics-powertools.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { Tracer } from '../../../shared/ports/telemetry/tracer.ts';
import { TEXT, TITLE } from '../../app/support/setup.ts';
import { articlePublished, bytes, objectCreated, record, setUpEvents } from '../../functions/events/setup.ts';
import { startXrayDaemon, type XrayDaemon } from '../../support/start-xray-daemon.ts';

const CONTEXT = {
  functionName: 'depeche-events',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-3:111122223333:function:depeche-events',
  memoryLimitInMB: '512',
  awsRequestId: 'invocation-1',
  getRemainingTimeInMillis: () => 60_000,
} as Context;

let daemon: XrayDaemon;
let logger: LambdaLogger;
let metrics: LambdaMetrics;
let tracer: Tracer;
let telemetry: Telemetry;
const printed: string[] = [];

beforeAll(async () => {
  daemon = await startXrayDaemon();
  // As in a function with active tracing; the libraries look at it when they are loaded.
  vi.stubEnv('AWS_EXECUTION_ENV', 'AWS_Lambda_nodejs24.x');
  vi.stubEnv('LAMBDA_TASK_ROOT', '/var/task');
  vi.stubEnv('AWS_LAMBDA_INITIALIZATION_TYPE', 'on-demand');
  vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1');
  vi.stubEnv('AWS_XRAY_DAEMON_ADDRESS', daemon.address);
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => printed.push(String(line)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => printed.push(String(line)) > 0);
  const { createPowertoolsLogger } = await import('../../../shared/adapters/telemetry/logger-powertools.ts');
  const { createPowertoolsMetrics } = await import('../../../shared/adapters/telemetry/metrics-powertools.ts');
  const { createPowertoolsTracer } = await import('../../../shared/adapters/telemetry/tracer-powertools.ts');
  logger = createPowertoolsLogger({ level: 'info' });
  metrics = createPowertoolsMetrics();
  tracer = createPowertoolsTracer();
  const start = (context: Context) => {
    logger.start(context);
    metrics.start(context);
  };
  telemetry = { tracer, start, flush: metrics.flush };
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await daemon.stop();
});
beforeEach(() => {
  printed.length = 0;
  daemon.datagrams.length = 0;
});

/** What was printed as JSON: log lines, and metrics in embedded metric format. */
const lines = () =>
  printed
    .flatMap((text) => text.split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** The segments and their parts that reached the daemon. */
const segments = () =>
  daemon.datagrams
    .map((datagram) => JSON.parse(datagram.slice(datagram.indexOf('\n') + 1)))
    .flatMap((segment) => [segment, ...(segment.subsegments ?? [])]);

describe('the log', () => {
  test('writes one JSON object a line, with the function, its invocation and what is bound', () => {
    logger.start(CONTEXT);
    logger.with({ correlationId: 'c-1' }).with({ id: 'a' }).info('Article processed', { billedCharacters: 12 });
    logger.debug('too fine');
    expect(lines()).toEqual([
      expect.objectContaining({
        level: 'INFO',
        message: 'Article processed',
        service: 'depeche',
        function_name: 'depeche-events',
        function_request_id: 'invocation-1',
        correlationId: 'c-1',
        id: 'a',
        billedCharacters: 12,
      }),
    ]);
  });

  test('tells an error of ours by its message, and a foreign one by anything but', () => {
    const cause = new SyntaxError('Unexpected token «Le secret du phare»');
    logger.error('It failed', { error: new DepecheError('invalid-json', 'The body must be JSON.', { cause }) });
    const [line] = lines();
    expect(line.error).toMatchObject({
      name: 'DepecheError',
      code: 'invalid-json',
      message: 'The body must be JSON.',
      cause: { name: 'SyntaxError', stack: expect.any(Array) },
    });
    expect(printed.join('')).not.toContain('secret');
  });
});

describe('metrics', () => {
  test('are one line of embedded metric format an invocation', () => {
    metrics.record('ArticlesProcessed', 1, 'Count');
    metrics.record('ProcessingTime', 250, 'Milliseconds');
    metrics.record('ProcessingTime', 750, 'Milliseconds');
    metrics.record('EstimatedCostUsd', Number.NaN, 'None');
    expect(printed).toEqual([]);
    metrics.flush();
    const [line] = lines();
    expect(line).toMatchObject({ service: 'depeche', ArticlesProcessed: 1, ProcessingTime: [250, 750] });
    expect(line._aws.CloudWatchMetrics).toEqual([
      {
        Namespace: 'Depeche',
        Dimensions: [['service']],
        Metrics: [
          { Name: 'ArticlesProcessed', Unit: 'Count' },
          { Name: 'ProcessingTime', Unit: 'Milliseconds' },
        ],
      },
    ]);
    metrics.flush();
    expect(lines()).toHaveLength(1);
  });

  test('tell the stage that they are of, where they know it', async () => {
    const { createPowertoolsMetrics } = await import('../../../shared/adapters/telemetry/metrics-powertools.ts');
    const staged = createPowertoolsMetrics({ stage: 'prod' });
    staged.record('ArticlesProcessed', 1, 'Count');
    staged.flush();
    const [line] = lines();
    expect(line).toMatchObject({ service: 'depeche', stage: 'prod', ArticlesProcessed: 1 });
    expect(line._aws.CloudWatchMetrics[0].Dimensions.map((names: string[]) => names.toSorted())).toEqual([
      ['service', 'stage'],
    ]);
  });

  test('tell the version where they decide on a deployment, each in a line of its own', async () => {
    const { createPowertoolsMetrics } = await import('../../../shared/adapters/telemetry/metrics-powertools.ts');
    const staged = createPowertoolsMetrics({ stage: 'prod' });
    staged.start({ functionVersion: '7' });
    printed.length = 0;
    staged.record('LettersBuried', 1, 'Count');
    staged.record('ArticlesFailed', 1, 'Count');
    staged.flush();
    const [buried, rest] = lines();
    expect(buried).toMatchObject({ service: 'depeche', stage: 'prod', version: '7', LettersBuried: 1 });
    expect(buried._aws.CloudWatchMetrics[0].Dimensions.map((names: string[]) => names.toSorted())).toEqual([
      ['service', 'stage', 'version'],
    ]);
    expect(rest).toMatchObject({ service: 'depeche', stage: 'prod', ArticlesFailed: 1 });
    expect(rest).not.toHaveProperty('version');
    staged.start({});
    printed.length = 0;
    staged.record('LettersBuried', 1, 'Count');
    expect(lines()).toMatchObject([{ version: '$LATEST', LettersBuried: 1 }]);
  });
});

describe('an instrumented handler', () => {
  test('flushes and marks its segment as faulty when the handler throws', async () => {
    const handler = instrumentHandler<null, never>(telemetry, 'events', async () => {
      metrics.record('StoreFailure', 1, 'Count');
      throw new TypeError('«Le secret du phare»');
    });
    await expect(handler(null, CONTEXT)).rejects.toThrow(TypeError);
    expect(lines()).toContainEqual(expect.objectContaining({ StoreFailure: 1 }));
    const faulty = expect.objectContaining({ name: 'events', fault: true });
    await expect.poll(segments).toContainEqual(faulty);
    expect(daemon.datagrams.join('')).not.toContain('secret');
  });

  test('records at its start nothing that is not declared', async () => {
    const { createPowertoolsMetrics } = await import('../../../shared/adapters/telemetry/metrics-powertools.ts');
    const fresh = createPowertoolsMetrics();
    fresh.start(CONTEXT);
    fresh.flush();
    expect(lines()).toEqual([]);
  });

  test('traces each record of a batch with its correlation id, apart from the others', async () => {
    const trace = (id: string) =>
      tracer.trace('record', async () => {
        await new Promise(setImmediate);
        tracer.annotate('correlationId', id);
      });
    await instrumentHandler(telemetry, 'events', () => Promise.all(['a', 'b', 'c'].map(trace)))(null, CONTEXT);
    const ids = () =>
      segments()
        .filter(({ name }) => name === 'record')
        .map(({ annotations }) => annotations.correlationId);
    await expect.poll(() => ids().sort()).toEqual(['a', 'b', 'c']);
  });
});

describe('privacy', () => {
  test('no word of an article or its translation is logged, measured or traced, whatever becomes of it', async () => {
    const words = [...new Set(`${TITLE} ${TEXT}`.match(/\p{L}{6,}/gu) ?? [])];
    expect(words.length).toBeGreaterThan(20);
    const failing = ({ number }: { number: number }) => {
      if (number === 2) throw new TypeError(`cannot send ${TEXT}`);
      if (number === 3) throw new DepecheError('throttled', 'Too many requests.', { cause: new Error(TEXT) });
    };
    const world = setUpEvents({ logger, metrics, engine: { beforeCall: failing } }, tracer);
    world.inbox.store('inbox/a.txt', { body: bytes(TEXT) });
    world.inbox.store('inbox/b.json', { body: bytes(`{"text": ${TEXT}`) });
    world.inbox.store('inbox/c.json', { body: bytes(JSON.stringify({ text: TEXT, title: 7, html: TEXT })) });
    const bodies = [
      objectCreated('inbox/a.txt'),
      articlePublished({ id: 'd', title: TITLE, text: `${TEXT} Suite.`, target: 'de' }),
      articlePublished({ id: 'e', title: TITLE, text: TEXT, target: 'es' }),
      articlePublished({ text: TEXT, html: TEXT }),
      objectCreated('inbox/b.json'),
      objectCreated('inbox/c.json'),
      TEXT,
    ];
    const handler = instrumentHandler(telemetry, 'events', (batch: unknown[]) =>
      world.send(batch.map((body) => record(body))),
    );
    for (const body of bodies) await handler([body], CONTEXT);
    const statuses = world.outcomes.map(({ status }) => status);
    expect(statuses).toEqual(['processed', 'returned', 'returned', 'buried', 'refused', 'refused', 'buried']);
    const records = () => segments().filter(({ name }) => name === 'record');
    await expect.poll(records).toHaveLength(bodies.length);
    const told = [...printed, ...daemon.datagrams, JSON.stringify(world.buried.map(({ reason }) => reason))].join('\n');
    expect(told.length).toBeGreaterThan(2_000);
    expect(words.filter((word) => told.includes(word))).toEqual([]);
  });
});
