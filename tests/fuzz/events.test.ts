import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QueueRecord } from '../../functions/events/queue-record.ts';
import { DepecheError, ERROR_CODES } from '../../shared/core/errors.ts';
import {
  articlePublished,
  bytes,
  MAX_RECEIVE_COUNT,
  objectCreated,
  record,
  setUpEvents,
} from '../functions/events/setup.ts';
import { expectCleanPrototypes, expectNoCanary } from './support/check-answer.ts';
import {
  anyJson,
  CANARY,
  hostileBody,
  hostileId,
  hostileInput,
  hostileText,
  oddButValidId,
  oddString,
} from './support/hostile-values.ts';
import { runs } from '../support/runs.ts';

/** Keys as they may come: traversal, encodings, spaces, other prefixes, no name at all. */
const objectKey: Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('inbox/', 'inbox/accepted/', 'inbox/../', '/inbox/', 'inbox//', '', 'other/', 'INBOX/'),
    fc.oneof(oddButValidId, hostileId, oddString, fc.constantFrom('a+b', 'a%20b', 'é', 'e\u0301', 'a/b/c', '..')),
    fc.constantFrom('.txt', '.html', '.htm', '.json', '.TXT', '.exe', '.json.txt', '.', ''),
  )
  .map(([prefix, name, extension]) => `${prefix}${name}${extension}` || 'x');

const CONTENT_TYPES = [
  ...[undefined, 'text/plain', 'text/html', 'application/json', 'application/octet-stream', 'image/png', CANARY],
  ...['text/plain; charset=utf-16', 'application/problem+json', 'application/pdf', 'video/mp4', ''],
] as const;

const UTF16_BOM = Buffer.from([0xff, 0xfe]);

/** Contents that may or may not be what key and type say. */
const contents: Arbitrary<Uint8Array> = fc.oneof(
  hostileBody,
  hostileText.map(bytes),
  hostileText.map((text) => Buffer.from(text, 'latin1')),
  hostileText.map((text) => Buffer.concat([UTF16_BOM, Buffer.from(text, 'utf16le')])),
  hostileText.map((text) => bytes(`<article><p>${text}</p></article>`)),
  fc.uint8Array({ maxLength: 100 }),
  fc.constant(bytes('%PDF-1.7\n\u0000\u0001')),
  fc.constant(new Uint8Array()),
);

interface StoredObject {
  key: string;
  body: Uint8Array;
  contentType: string | undefined;
  metadata: Record<string, string>;
  /** What the event says of its size. */
  size: number;
}

const storedObject: Arbitrary<StoredObject> = fc.record({
  key: objectKey,
  body: contents,
  contentType: fc.constantFrom(...CONTENT_TYPES),
  metadata: fc.dictionary(fc.constantFrom('correlation-id', 'api-key-id', '__proto__'), oddString, { maxKeys: 2 }),
  size: fc.constantFrom(0, 1, 1_000, 10_000_001, Number.MAX_SAFE_INTEGER),
});

/** A message and what lies in the bucket for it. */
interface Sent {
  record: QueueRecord;
  object?: StoredObject;
}

const eventId = fc.oneof(fc.constant('event-1'), oddString, fc.constant('e'.repeat(5_000)));

const body: Arbitrary<{ body: unknown; object?: StoredObject }> = fc.oneof(
  fc.tuple(storedObject, eventId, fc.constantFrom('inbox', 'elsewhere', '')).map(([object, id, bucket]) => ({
    body: objectCreated(object.key, { size: object.size, id, bucket }),
    object,
  })),
  fc.tuple(storedObject, eventId).map(([object, id]) => ({
    body: articlePublished({ bucket: 'inbox', key: object.key }, id),
    object,
  })),
  fc.tuple(hostileInput, eventId).map(([input, id]) => ({ body: articlePublished(input, id) })),
  fc.tuple(anyJson, eventId).map(([detail, id]) => ({ body: articlePublished(detail, id) })),
  fc.tuple(anyJson, anyJson).map(([id, detail]) => ({ body: { id, 'detail-type': 'Object Created', detail } })),
  anyJson.map((value) => ({ body: value })),
  hostileBody.map((value) => ({ body: Buffer.from(value).toString() })),
  fc.constant({
    body: `{"id":"deep","detail-type":"ArticlePublished","detail":{"text":"a","x":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`,
  }),
);

const sent: Arbitrary<Sent> = fc
  .tuple(body, fc.integer({ min: 0, max: MAX_RECEIVE_COUNT + 1 }))
  .map(([{ body, object }, receiveCount]) => ({
    record: record(body ?? 'null', receiveCount),
    ...(object ? { object } : {}),
  }));

const fault = fc.constantFrom(
  undefined,
  undefined,
  new DepecheError('storage-unavailable', 'Down.'),
  new TypeError(`of our own, with ${CANARY}`),
);

const SQS_ATTRIBUTE = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd]+$/;

describe('whatever lies in the queue', () => {
  test('each message is done with, returned, or buried with its reason; the handler never throws', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(sent, { minLength: 1, maxLength: 10 }),
        fault,
        fault,
        fault,
        async (batch, inbox, publisher, deadLetters) => {
          const world = setUpEvents();
          for (const { object } of batch) if (object) world.inbox.store(object.key, object);
          Object.assign(world.faults, { inbox, publisher, deadLetters });
          const { batchItemFailures } = await world.send(batch.map(({ record }) => record));

          expect(world.outcomes).toHaveLength(batch.length);
          const returned = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
          expect(returned.size).toBe(world.outcomes.filter(({ status }) => status === 'returned').length);
          expect(world.buried).toHaveLength(world.outcomes.filter(({ status }) => status === 'buried').length);
          for (const { reason } of world.buried) {
            expect(ERROR_CODES).toContain(reason.code);
            // What SQS takes as the values of attributes, together with a message of the largest size.
            for (const value of [reason.detail, reason.correlationId]) {
              expect(value).toMatch(SQS_ATTRIBUTE);
              expect(value.length).toBeLessThanOrEqual(1_000);
            }
          }
          const announced = world.publisher.events.filter(({ type }) => type === 'ArticleFailed');
          for (const event of announced) {
            expectNoCanary(JSON.stringify(event));
            expect(await world.deps.store.getArticle(event.id)).toBeDefined();
          }
          expectNoCanary(JSON.stringify([world.buried.map(({ reason }) => reason), world.logged.map(withoutCause)]));
          expectCleanPrototypes();
        },
      ),
      runs(40),
    ));

  test('a batch delivered again changes nothing that was settled', () =>
    fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 4 }), async (batch) => {
        const world = setUpEvents();
        for (const { object } of batch) if (object) world.inbox.store(object.key, object);
        const records = batch.map(({ record }) => record);
        world.clock.advance(1_000); // no message arrives in the millisecond in which it was sent
        await world.send(records);
        const { billedCharacters } = world.translator.stats;
        const settled = world.outcomes.splice(0).map(({ status }) => status);
        await world.send(records);
        expect(world.outcomes.map(({ status }) => status).sort()).toEqual(settled.sort());
        expect(world.translator.stats.billedCharacters).toBe(billedCharacters);
      }),
      runs(40),
    ));
});

/** The list logger of the tests keeps errors as they are; the real ones write what `describeError` lets through. */
function withoutCause({ level, message, fields }: { level: string; message: string; fields: unknown }): unknown {
  const { error: _, ...rest } = (fields ?? {}) as Record<string, unknown>;
  return { level, message, fields: rest };
}
