import { ACCEPTED_PREFIX, INBOX_PREFIX } from '../../../shared/config/constants.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { FedInbox } from '../../../shared/ports/article-archive.ts';
import type { Inbox } from '../../../shared/ports/inbox.ts';

/** Amazon S3: a key has at most 1,024 bytes of UTF-8. */
const MAX_KEY_BYTES = 1_024;

/** The inbox of a deployment: what is put there goes through its queue. */
export function createFedBucket(objects: Pick<Inbox, 'list' | 'put'>, bucket: string): FedInbox {
  const keyOf = (name: string) => INBOX_PREFIX + name;
  const has = async (name: string) => (await objects.list(keyOf(name))).some(({ key }) => key === keyOf(name));
  return {
    place: `s3://${bucket}/${INBOX_PREFIX}`,
    reserved: [ACCEPTED_PREFIX.slice(INBOX_PREFIX.length, -1)],
    has,
    async put(name, body, contentType) {
      if (Buffer.byteLength(keyOf(name)) > MAX_KEY_BYTES) {
        throw new DepecheError('invalid-request', 'The name is too long for the bucket; shorten it.');
      }
      await objects.put(keyOf(name), body, { contentType });
    },
  };
}
