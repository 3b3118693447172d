import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedAws, startEmbeddedAws } from '../../support/start-embedded-aws.ts';
import { createS3Inbox } from '../../../shared/adapters/inbox-s3.ts';
import { describeInbox } from '../../contracts/inbox-contract.ts';

let aws: EmbeddedAws;
let s3: S3Client;

beforeAll(async () => {
  aws = await startEmbeddedAws({ maxReceiveCount: 3 });
  s3 = new S3Client({ ...aws.sdk, forcePathStyle: true });
});
afterAll(async () => {
  s3.destroy();
  await aws.close();
});

const openInbox = () => createS3Inbox({ bucket: aws.bucket, sdk: { ...aws.sdk, forcePathStyle: true } });

describeInbox('S3', () => ({
  inbox: openInbox(),
  store: async (key, body, contentType) => {
    await s3.send(new PutObjectCommand({ Bucket: aws.bucket, Key: key, Body: body, ContentType: contentType }));
    return { bucket: aws.bucket, key };
  },
}));

describe('the S3 inbox', () => {
  test('writes where every other client reads', async () => {
    await openInbox().put('inbox/a.json', '{"text":"Bonjour."}', { contentType: 'application/json' });
    const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: aws.bucket, Key: 'inbox/a.json' }));
    expect([await Body?.transformToString(), ContentType]).toEqual(['{"text":"Bonjour."}', 'application/json']);
  });

  test('removes an object, also one that is gone', async () => {
    const inbox = openInbox();
    const location = await inbox.put('inbox/gone.txt', 'a', { contentType: 'text/plain' });
    await inbox.remove(location);
    await inbox.remove(location);
    const asking = inbox.get(location, { maxBytes: 10, acceptsType: () => true });
    await expect(asking).rejects.toMatchObject({ code: 'not-found' });
  });

  test('downloads nothing of an object that it refuses', async () => {
    const methods: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      methods.push(request.method);
      response.writeHead(200, { 'content-length': '5000000', 'content-type': 'text/plain', etag: '"1"' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const inbox = createS3Inbox({ bucket: 'b', sdk: { ...aws.sdk, endpoint, forcePathStyle: true } });
    const limits = { maxBytes: 4_999_999, acceptsType: () => true };
    await expect(inbox.get({ bucket: 'b', key: 'inbox/a.txt' }, limits)).rejects.toMatchObject({
      code: 'payload-too-large',
    });
    expect(methods).toEqual(['HEAD']);
    inbox.close();
    server.closeAllConnections();
    server.close();
  });

  test('a bucket that does not answer is unavailable for the moment', async () => {
    const sdk = { ...aws.sdk, endpoint: 'http://127.0.0.1:1', forcePathStyle: true };
    const inbox = createS3Inbox({ bucket: 'b', sdk });
    await expect(inbox.put('inbox/a.txt', 'a', { contentType: 'text/plain' })).rejects.toMatchObject({
      code: 'storage-unavailable',
      retryable: true,
    });
  });
});
