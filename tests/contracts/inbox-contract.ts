import { beforeEach, describe, expect, test } from 'vitest';
import type { Inbox, ObjectLocation } from '../../shared/ports/inbox.ts';

const LIMITS = { maxBytes: 1_000, acceptsType: () => true };

export interface InboxUnderTest {
  inbox: Inbox;
  /** Stores bytes as another program would. */
  store(key: string, body: Uint8Array, contentType?: string): Promise<ObjectLocation>;
}

/** What every Inbox does. `setUp` gives an empty one. */
export function describeInbox(name: string, setUp: () => InboxUnderTest | Promise<InboxUnderTest>): void {
  describe(`${name} as Inbox`, () => {
    let subject: InboxUnderTest;

    beforeEach(async () => {
      subject = await setUp();
    });

    test('gives back what was put, with its type and metadata', async () => {
      const text = 'Le phare de l’Île-de-Sein\n« rallumé » 🗼';
      const metadata = { 'correlation-id': 'abc:1' };
      const location = await subject.inbox.put('inbox/phare.txt', text, { contentType: 'text/plain', metadata });
      const object = await subject.inbox.get(location, LIMITS);
      expect(new TextDecoder().decode(object.body)).toBe(text);
      expect(object).toMatchObject({ contentType: 'text/plain', metadata });
    });

    test.each(['inbox/été à la mer.txt', 'inbox/a+b=c.json', 'inbox/100%.txt', 'inbox/accepted/id:1~2/x.json'])(
      'takes the key %s as it is',
      async (key) => {
        await subject.inbox.put(key, key, { contentType: 'text/plain' });
        const { bucket } = await subject.inbox.put('inbox/other.txt', 'other', { contentType: 'text/plain' });
        const { body } = await subject.inbox.get({ bucket, key }, LIMITS);
        expect(new TextDecoder().decode(body)).toBe(key);
      },
    );

    test('a later object of the same key takes the place of the earlier one', async () => {
      await subject.inbox.put('inbox/a.txt', 'first', { contentType: 'text/plain' });
      const location = await subject.inbox.put('inbox/a.txt', 'second', { contentType: 'text/plain' });
      expect(new TextDecoder().decode((await subject.inbox.get(location, LIMITS)).body)).toBe('second');
    });

    test('lists what lies under a prefix, and forgets what is removed, once or twice', async () => {
      const keys = ['a/1.json', 'a/2.json', 'ab/1.json', 'a:b/1.json'].map((name) => `inbox/accepted/${name}`);
      for (const key of keys) await subject.inbox.put(key, '{}', { contentType: 'application/json' });
      const listed = await subject.inbox.list('inbox/accepted/a/');
      expect(listed.map(({ key }) => key).sort()).toEqual(keys.slice(0, 2));
      for (const location of [...listed, ...listed]) await subject.inbox.remove(location);
      expect(await subject.inbox.list('inbox/accepted/a/')).toEqual([]);
      expect(await subject.inbox.list('inbox/accepted/a')).toHaveLength(2);
    });

    test('keeps bytes as they are', async () => {
      const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
      const location = await subject.store('inbox/bytes.bin', bytes);
      expect(new Uint8Array((await subject.inbox.get(location, LIMITS)).body)).toEqual(bytes);
    });

    test('takes an object of exactly the size limit and refuses one byte more', async () => {
      const location = await subject.store('inbox/a.txt', new Uint8Array(1_000));
      expect((await subject.inbox.get(location, LIMITS)).body).toHaveLength(1_000);
      const larger = await subject.store('inbox/b.txt', new Uint8Array(1_001));
      await expect(subject.inbox.get(larger, LIMITS)).rejects.toMatchObject({ code: 'payload-too-large' });
    });

    test('refuses a type that is not accepted', async () => {
      const location = await subject.store('inbox/a.txt', new Uint8Array(10), 'image/png');
      const limits = { ...LIMITS, acceptsType: (type: string | undefined) => type !== 'image/png' };
      await expect(subject.inbox.get(location, limits)).rejects.toMatchObject({
        code: 'unsupported-media-type',
        retryable: false,
      });
    });

    test('an object or bucket that is not there is not found, for good', async () => {
      const { bucket } = await subject.store('inbox/a.txt', new Uint8Array(1));
      const notFound = { code: 'not-found', retryable: false };
      await expect(subject.inbox.get({ bucket, key: 'inbox/absent.txt' }, LIMITS)).rejects.toMatchObject(notFound);
      const elsewhere = { bucket: 'elsewhere', key: 'inbox/a.txt' };
      await expect(subject.inbox.get(elsewhere, LIMITS)).rejects.toMatchObject(notFound);
    });
  });
}
