import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { DepecheError } from '../core/errors.ts';
import type { Inbox, ObjectLocation } from '../ports/inbox.ts';
import { type AwsPlace, createCallHandler } from './aws-http/create-call-handler.ts';

export interface S3InboxOptions {
  bucket: string;
  /** For one attempt, from connecting to the last byte of an object. */
  callTimeoutMs?: number;
  sdk?: AwsPlace & { forcePathStyle?: boolean };
}

/** The SDK waits for ever unless told; an article is a few kilobytes. */
const CALL_TIMEOUT_MS = 5_000;
const MAX_ATTEMPTS = 3;

export type S3Inbox = Inbox & { close(): void };

/** The inbox as an S3 bucket. */
export function createS3Inbox({ bucket, callTimeoutMs = CALL_TIMEOUT_MS, sdk }: S3InboxOptions): S3Inbox {
  const client = new S3Client({
    ...sdk,
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: createCallHandler({ callTimeoutMs }),
  });
  return {
    async put(key, body, { contentType, metadata }) {
      const input = { Bucket: bucket, Key: key, Body: body, ContentType: contentType, Metadata: { ...metadata } };
      await client.send(new PutObjectCommand(input)).catch(rethrow);
      return { bucket, key };
    },

    async get(location, { maxBytes, acceptsType }) {
      const Bucket = location.bucket;
      const Key = location.key;
      const head = await client.send(new HeadObjectCommand({ Bucket, Key })).catch(rethrow);
      if (!acceptsType(head.ContentType)) {
        const message = 'The type of the object is not one of text, HTML and JSON; store it with its Content-Type.';
        throw new DepecheError('unsupported-media-type', message);
      }
      if ((head.ContentLength ?? 0) > maxBytes) {
        throw new DepecheError('payload-too-large', `An object may have at most ${maxBytes} bytes.`);
      }
      // Only what was looked at is downloaded, should it be replaced in between.
      const object = await client.send(new GetObjectCommand({ Bucket, Key, IfMatch: head.ETag })).catch(rethrow);
      const body = (await object.Body?.transformToByteArray().catch(rethrow)) ?? new Uint8Array();
      return { body, contentType: object.ContentType, metadata: object.Metadata ?? {} };
    },

    async list(prefix) {
      const locations: ObjectLocation[] = [];
      try {
        for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
          locations.push(...Contents.flatMap(({ Key }) => (Key === undefined ? [] : [{ bucket, key: Key }])));
        }
      } catch (error) {
        rethrow(error);
      }
      return locations;
    },

    async remove({ bucket: Bucket, key: Key }) {
      await client.send(new DeleteObjectCommand({ Bucket, Key })).catch(rethrow);
    },

    close: () => client.destroy(),
  };
}

/** Error names of an object or bucket that is not there. */
const ABSENT = new Set(['NoSuchKey', 'NotFound', 'NoSuchBucket']);

function rethrow(cause: unknown): never {
  if (cause instanceof S3ServiceException && ABSENT.has(cause.name)) {
    throw new DepecheError('not-found', 'The object is no longer in the bucket.', { cause });
  }
  throw new DepecheError('storage-unavailable', 'The inbox bucket does not answer; try again in a moment.', { cause });
}
