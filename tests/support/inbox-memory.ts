import { DepecheError } from '../../shared/core/errors.ts';
import type { Inbox, InboxObject, ObjectLocation } from '../../shared/ports/inbox.ts';

export interface MemoryInbox extends Inbox {
  /** Keys stored so far, in order. */
  keys(): string[];
  /** Stores bytes of any type, as other programs do. */
  store(key: string, object: Partial<InboxObject> & Pick<InboxObject, 'body'>): ObjectLocation;
  delete(key: string): void;
}

/** A bucket in memory for tests. `beforeCall` may throw what a bucket would. */
export function createMemoryInbox(options: { bucket?: string; beforeCall?: () => void } = {}): MemoryInbox {
  const { bucket = 'inbox', beforeCall = () => {} } = options;
  const objects = new Map<string, InboxObject>();
  const store: MemoryInbox['store'] = (key, object) => {
    objects.set(key, { contentType: undefined, metadata: {}, ...object });
    return { bucket, key };
  };
  return {
    keys: () => [...objects.keys()],
    store,
    delete: (key) => void objects.delete(key),
    async put(key, body, { contentType, metadata = {} }) {
      beforeCall();
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
      return store(key, { body: bytes, contentType, metadata });
    },
    async list(prefix) {
      beforeCall();
      return [...objects.keys()].filter((key) => key.startsWith(prefix)).map((key) => ({ bucket, key }));
    },
    async remove(location) {
      beforeCall();
      if (location.bucket === bucket) objects.delete(location.key);
    },
    async get(location, { maxBytes, acceptsType }) {
      beforeCall();
      const object = location.bucket === bucket ? objects.get(location.key) : undefined;
      if (!object) throw new DepecheError('not-found', 'The object is no longer in the bucket.');
      if (!acceptsType(object.contentType)) {
        throw new DepecheError('unsupported-media-type', 'The object has another type than text, HTML or JSON.');
      }
      if (object.body.length > maxBytes) {
        throw new DepecheError('payload-too-large', `An object may have at most ${maxBytes} bytes.`);
      }
      return object;
    },
  };
}
