import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEventbridgePublisher } from '../../../shared/adapters/publisher-eventbridge.ts';
import { createFilePublisher } from '../../../shared/adapters/publisher-file.ts';
import { createMemoryPublisher } from '../../support/publisher-memory.ts';
import { describeEventPublisher, failed, processed } from '../../contracts/event-publisher-contract.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import {
  type EventbridgeStandIn,
  startEventbridgeStandIn,
} from '../../support/eventbridge/start-eventbridge-stand-in.ts';

const ACCESS = { region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'depeche-events-'));
});
afterAll(() => rm(directory, { recursive: true }));

let bus: EventbridgeStandIn;
beforeEach(async () => {
  bus = await startEventbridgeStandIn();
});
afterEach(() => bus.stop());

function openBus() {
  const clock = createManualClock();
  const sdk = { ...ACCESS, endpoint: bus.endpoint };
  return { clock, publisher: createEventbridgePublisher({ bus: 'news', clock, random: () => 0.5, sdk }) };
}

describeEventPublisher('the memory bus', async () => {
  const publisher = createMemoryPublisher();
  return { publisher, received: async () => publisher.events.map(({ type, ...detail }) => ({ type, detail })) };
});

describeEventPublisher('EventBridge', async () => ({
  publisher: openBus().publisher,
  received: async () =>
    bus.accepted.map(({ DetailType, Detail }) => ({ type: DetailType, detail: JSON.parse(Detail) })),
}));

let files = 0;
describeEventPublisher('the file', async () => {
  files += 1;
  const path = join(directory, `events-${files}.jsonl`);
  return {
    publisher: createFilePublisher({ path, clock: createManualClock() }),
    received: async () => {
      const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
      return lines
        .map((line) => JSON.parse(line) as { 'detail-type': string; detail: unknown })
        .map((event) => ({ type: event['detail-type'], detail: event.detail }));
    },
  };
});

describe('the EventBridge publisher', () => {
  test('names the bus and the service', async () => {
    await openBus().publisher.publish([failed('a')]);
    expect(bus.accepted).toMatchObject([{ EventBusName: 'news', Source: 'depeche' }]);
  });

  test('keeps to ten entries and 256 KB a call', async () => {
    const long = 'é'.repeat(60_000);
    await openBus().publisher.publish([...'abcdef'].map((id) => processed(id, long)));
    expect(bus.calls.map((call) => call.length)).toEqual([2, 2, 2]);
    bus.calls.length = 0;
    await openBus().publisher.publish(Array.from({ length: 21 }, (_, index) => failed(String(index))));
    expect(bus.calls.map((call) => call.length)).toEqual([10, 10, 1]);
  });

  test('leaves a summary out that no event could hold', async () => {
    await openBus().publisher.publish([processed('a', 'é'.repeat(140_000))]);
    expect(JSON.parse(bus.accepted[0]?.Detail ?? '')).toMatchObject({
      id: 'a',
      summary: { source: [], translation: [] },
      usage: { characters: 21 },
    });
  });

  test('sends again what a successful call refused, and only that', async () => {
    bus.faults.push({ refuse: [1, 3] }, { refuse: [0] });
    const { publisher, clock } = openBus();
    const beforeMs = clock.nowMs();
    await publisher.publish([...'abcde'].map((id) => failed(id)));
    const ids = bus.calls.map((call) => call.map(({ Detail }) => JSON.parse(Detail).id).join(''));
    expect(ids).toEqual(['abcde', 'bd', 'b']);
    expect(bus.accepted).toHaveLength(5);
    expect(clock.nowMs()).toBeGreaterThan(beforeMs);
  });

  test.each([
    ['throttled', { error: 'ThrottlingException', status: 400 }],
    ['failing', { error: 'InternalException', status: 500 }],
    ['cut off', 'cut'],
  ] as const)('goes on after a call that was %s', async (_, fault) => {
    bus.faults.push(fault);
    await openBus().publisher.publish([failed('a')]);
    expect(bus.accepted).toHaveLength(1);
  });

  test('gives up after four attempts with an error that may pass', async () => {
    bus.faults.push(...Array.from({ length: 9 }, () => ({ refuse: [0] })));
    await expect(openBus().publisher.publish([failed('a')])).rejects.toMatchObject({
      code: 'storage-unavailable',
      retryable: true,
    });
    expect(bus.calls).toHaveLength(4);
  });
});

test('a file that cannot be written is an error that may pass', async () => {
  const publisher = createFilePublisher({ path: join(directory, 'none', 'events.jsonl'), clock: createManualClock() });
  await expect(publisher.publish([failed('a')])).rejects.toMatchObject({ code: 'storage-unavailable' });
});
