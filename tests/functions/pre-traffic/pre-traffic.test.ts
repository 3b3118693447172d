import { describe, expect, test } from 'vitest';
import { createEventHandler } from '../../../functions/events/handler.ts';
import { createLambdaHandler, readLambdaInvocation } from '../../../functions/http/lambda-adapter.ts';
import { createHook } from '../../../functions/pre-traffic/create-hook.ts';
import { createUseCases } from '../../../functions/wiring/use-cases.ts';
import { createNoMetrics } from '../../../shared/adapters/telemetry/metrics-none.ts';
import { createNoTracer } from '../../../shared/adapters/telemetry/tracer-none.ts';
import { billingMonth } from '../../../shared/app/usage/billing-month.ts';
import { createTrial } from '../../../shared/app/trial/create-trial.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { FunctionCaller } from '../../../shared/ports/function-caller.ts';
import { type SetupOptions, setup } from '../../app/support/setup.ts';
import { createMemoryInbox } from '../../support/inbox-memory.ts';
import { createMemoryPublisher } from '../../support/publisher-memory.ts';
import { startApp } from '../http/start-app.ts';

const EVENT = { DeploymentId: 'd-1', LifecycleEventHookExecutionId: 'h-1' };
const CONTEXT = { awsRequestId: 'lambda-1', getRemainingTimeInMillis: () => 60_000 };

/** Both functions and the hook on one table in memory. `options` change the versions on trial and not the hook. */
async function setUpDeployment(options: SetupOptions = {}) {
  const world = setup();
  const tried = setup({ ...options, clock: world.clock });
  const { store, leases, memory, ledger } = { ...world.deps, ...options };
  const versionDeps = { ...tried.deps, clock: world.clock, store, leases, memory, ledger };
  const { useCases } = createUseCases(versionDeps);
  const { app } = await startApp({
    http: { useCases, readInvocation: readLambdaInvocation(world.clock) },
  });
  const http = createLambdaHandler({ app, tracer: createNoTracer(), metrics: createNoMetrics() });
  const publisher = createMemoryPublisher();
  const buried: unknown[] = [];
  const events = createEventHandler({
    useCases,
    inbox: createMemoryInbox(),
    inboxBucket: 'inbox',
    publisher,
    bury: async (record) => void buried.push(record),
    logger: tried.deps.logger,
    tracer: createNoTracer(),
    clock: world.clock,
    maxReceiveCount: 3,
  });
  const told: unknown[] = [];
  const calls: string[] = [];
  const functions: FunctionCaller = {
    async call(version, event, signal) {
      calls.push(version);
      signal.throwIfAborted();
      const answer =
        version === 'http:7' ? await http(event as never, CONTEXT as never) : await events(event as never, CONTEXT);
      return JSON.parse(JSON.stringify(answer)) as unknown;
    },
  };
  const run = (
    limits = { getRemainingTimeInMillis: () => 60_000 },
    wrap: (call: FunctionCaller['call']) => FunctionCaller['call'] = (call) => call,
  ) =>
    createHook({
      trial: createTrial(world.deps),
      functions: { call: wrap(functions.call) },
      versions: { http: 'http:7', events: 'events:9' },
      deployments: { report: async (step, outcome) => void told.push({ ...step, outcome }) },
      logger: world.deps.logger,
      newId: () => '1',
    })(EVENT, limits);
  return { ...world, translator: tried.translator, publisher, buried, told, calls, run, useCases };
}

const outcomes = (told: unknown[]) => told.map((step) => (step as { outcome: string }).outcome);

describe('a new version before its traffic', () => {
  test('processes an article in both functions, pays for nothing, and lets the deployment go on', async () => {
    const { run, told, calls, translator, logged } = await setUpDeployment();
    await run();
    expect(logged.filter(({ level }) => level === 'error')).toEqual([]);
    expect(told).toEqual([{ deploymentId: 'd-1', hookExecutionId: 'h-1', outcome: 'succeeded' }]);
    expect(new Set(calls)).toEqual(new Set(['http:7', 'events:9']));
    expect(translator.stats.billedCharacters).toBe(0);
  });

  test('leaves nothing in list, events, dead letters and usage, and no article', async () => {
    const { run, deps, clock, publisher, buried } = await setUpDeployment();
    const before = await deps.ledger.read(billingMonth(clock.nowMs()), 'total');
    await run();
    expect((await deps.store.listArticles({ limit: 5 })).articles).toEqual([]);
    expect(publisher.events).toEqual([]);
    expect(buried).toEqual([]);
    expect(await deps.ledger.read(billingMonth(clock.nowMs()), 'total')).toEqual(before);
    for (const id of ['depeche-trial-1-http', 'depeche-trial-1-events']) {
      expect(await deps.store.getArticle(id)).toBeUndefined();
    }
  });

  test('that pays for a sentence which is in the memory is stopped', async () => {
    const { run, told, logged, deps } = await setUpDeployment({
      memory: { ...setup().deps.memory },
    });
    await run();
    expect(outcomes(told)).toEqual(['failed']);
    expect(logged).toContainEqual(expect.objectContaining({ message: 'The new version did not pass its trial' }));
    expect(await deps.store.getArticle('depeche-trial-1-http')).toBeUndefined();
  });

  test('that makes other keys than its hook is stopped', async () => {
    const { run, told } = await setUpDeployment({ engine: { engine: { id: 'another' } } });
    await run();
    expect(outcomes(told)).toEqual(['failed']);
  });

  test('whose table does not take the result is stopped', async () => {
    const world = setup();
    const store = {
      ...world.deps.store,
      completeResult: async () => Promise.reject(new DepecheError('storage-unavailable', 'No.')),
    };
    const { run, told } = await setUpDeployment({ store });
    await run();
    expect(outcomes(told)).toEqual(['failed']);
  });

  test('whose event function gives the message back is stopped, and nothing is buried or announced', async () => {
    const { run, told, buried, publisher } = await setUpDeployment();
    const messages: unknown[] = [];
    await run(undefined, (call) => async (version, event, signal) => {
      if (version === 'events:9') messages.push(event);
      return version === 'events:9' ? { batchItemFailures: [{}] } : call(version, event, signal);
    });
    expect(messages).toHaveLength(1);
    expect(outcomes(told)).toEqual(['failed']);
    expect([buried, publisher.events]).toEqual([[], []]);
  });

  test('that does not answer in time is stopped while there is time to say so', async () => {
    const { run, told } = await setUpDeployment();
    const hang: FunctionCaller['call'] = (_version, _event, signal) =>
      new Promise((_, reject) => {
        const stop = () => reject(new Error('aborted'));
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop);
      });
    await run({ getRemainingTimeInMillis: () => 0 }, () => hang);
    expect(outcomes(told)).toEqual(['failed']);
  });
});
