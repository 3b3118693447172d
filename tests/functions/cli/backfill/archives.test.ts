import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createBucketArchive } from '../../../../functions/cli/backfill/bucket-archive.ts';
import { createFedBucket } from '../../../../functions/cli/backfill/fed-bucket.ts';
import { createFedFolder } from '../../../../functions/cli/backfill/fed-folder.ts';
import { createFolderArchive } from '../../../../functions/cli/backfill/folder-archive.ts';
import { createS3Inbox, type S3Inbox } from '../../../../shared/adapters/inbox-s3.ts';
import { DepecheError } from '../../../../shared/core/errors.ts';
import type { ArticleArchive, FedInbox } from '../../../../shared/ports/article-archive.ts';
import { type EmbeddedAws, startEmbeddedAws } from '../../../support/start-embedded-aws.ts';

let aws: EmbeddedAws;
let objects: S3Inbox;
let root: string;
let prefix: string;
let count = 0;

beforeAll(async () => {
  aws = await startEmbeddedAws({ maxReceiveCount: 3 });
  objects = createS3Inbox({ bucket: aws.bucket, sdk: { ...aws.sdk, forcePathStyle: true } });
});
afterAll(async () => {
  objects.close();
  await aws.close();
});
beforeEach(() => {
  count += 1;
  root = mkdtempSync(join(tmpdir(), 'depeche-archive-'));
  prefix = `archive-${count}`;
  return () => rmSync(root, { recursive: true, force: true });
});

const LIMITS = { maxBytes: 1_000, acceptsType: () => true };
const codeOf = (error: unknown) => (error instanceof DepecheError ? error.code : error);

/** Each kind of archive, with a way to put files into it. */
const ARCHIVES: Record<string, { open: () => ArticleArchive; put: (name: string, body: string) => Promise<unknown> }> =
  {
    'a folder': {
      open: () => createFolderArchive(root),
      put: async (name, body) => {
        mkdirSync(dirname(join(root, name)), { recursive: true });
        writeFileSync(join(root, name), body);
      },
    },
    'a bucket': {
      open: () => createBucketArchive(objects, { bucket: aws.bucket, prefix }),
      put: (name, body) => objects.put(`${prefix}/${name}`, body, { contentType: 'text/plain' }),
    },
  };

describe.each(Object.entries(ARCHIVES))('%s as an archive', (_, { open, put }) => {
  test('lists its files by their path in it, hidden ones left out, and reads them', async () => {
    for (const name of ['b.txt', '2026/été.html', '.DS_Store', '2026/.hidden/a.txt', 'a.json']) await put(name, name);
    const archive = open();
    expect(await archive.list()).toEqual({ names: ['2026/été.html', 'a.json', 'b.txt'], refused: [] });
    const { body, metadata } = await archive.get('2026/été.html', LIMITS);
    expect(Buffer.from(body).toString()).toBe('2026/été.html');
    expect(metadata).toEqual({});
  });

  test('says of a file that is too large or gone what no other attempt would mend', async () => {
    await put('long.txt', 'x'.repeat(1_001));
    const errors = await Promise.all(
      ['long.txt', 'absent.txt'].map((name) =>
        open()
          .get(name, LIMITS)
          .catch((error: unknown) => error),
      ),
    );
    expect(errors.map(codeOf)).toEqual(['payload-too-large', 'not-found']);
    expect(errors.every((error) => error instanceof DepecheError && !error.retryable)).toBe(true);
  });

  test('may be empty', async () => {
    expect(await open().list()).toEqual({ names: [], refused: [] });
  });
});

test('a folder that is none, and a bucket that is not there, are told of', async () => {
  await expect(createFolderArchive(join(root, 'absent')).list()).rejects.toMatchObject({ code: 'not-found' });
  const elsewhere = createS3Inbox({ bucket: 'no-such-bucket', sdk: { ...aws.sdk, forcePathStyle: true } });
  const archive = createBucketArchive(elsewhere, { bucket: 'no-such-bucket', prefix: '' });
  await expect(archive.list()).rejects.toMatchObject({ message: 'There is no bucket no-such-bucket.' });
  elsewhere.close();
});

test('a folder is not left by a link, and a name that is not UTF-8 is refused by itself', async () => {
  writeFileSync(join(root, 'a.txt'), 'a');
  symlinkSync('/etc/passwd', join(root, 'link.txt'));
  writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xe9, 0x2e, 0x74, 0x78, 0x74])]), 'b');
  const archive = createFolderArchive(root);
  const { names, refused } = await archive.list();
  expect(names).toEqual(['a.txt']);
  expect(refused).toMatchObject([{ problem: { code: 'invalid-request' } }]);
  await expect(archive.get('link.txt', LIMITS)).rejects.toMatchObject({ code: 'not-found' });
});

test('a prefix is a folder, with and without its slash', () => {
  const placeOf = (given: string) => createBucketArchive(objects, { bucket: 'b', prefix: given }).place;
  expect([placeOf(''), placeOf('2025'), placeOf('2025/')]).toEqual(['s3://b/', 's3://b/2025/', 's3://b/2025/']);
});

/** Each kind of inbox, with what lies in it. */
const INBOXES: Record<string, { open: () => FedInbox; read: (name: string) => Promise<string> }> = {
  'the folder of a laptop': {
    open: () => createFedFolder(root),
    read: async (name) => readFileSync(join(root, 'inbox', name), 'utf8'),
  },
  'the bucket of a deployment': {
    open: () => createFedBucket(objects, aws.bucket),
    read: async (name) => {
      const { body } = await objects.get({ bucket: aws.bucket, key: `inbox/${name}` }, LIMITS);
      return Buffer.from(body).toString();
    },
  },
};

describe.each(Object.entries(INBOXES))('%s', (_, { open, read }) => {
  test('gets a file whole and knows it then, by its whole name', async () => {
    const inbox = open();
    const name = `${prefix}/2026/a.txt`;
    expect(await inbox.has(name)).toBe(false);
    await inbox.put(name, Buffer.from('Le port.'), 'text/plain');
    expect(await read(name)).toBe('Le port.');
    expect(await inbox.has(name)).toBe(true);
    expect(await inbox.has(`${prefix}/2026/a.tx`)).toBe(false);
  });

  test('refuses a name that cannot be there', async () => {
    const put = open().put(`${'x'.repeat(1_100)}.txt`, Buffer.from('a'), 'text/plain');
    await expect(put).rejects.toMatchObject({ code: 'invalid-request', retryable: false });
  });
});

describe('the folder of a laptop', () => {
  test.each(['processing', 'done', 'failed'])('knows a file that the server moved to %s', async (folder) => {
    mkdirSync(join(root, 'inbox', folder, '2026'), { recursive: true });
    writeFileSync(join(root, 'inbox', folder, '2026/a.txt'), 'a');
    expect(await createFedFolder(root).has('2026/a.txt')).toBe(true);
  });

  test('never replaces a file, and leaves nothing half done', async () => {
    const inbox = createFedFolder(root);
    await inbox.put('a.txt', Buffer.from('mine'), 'text/plain');
    await expect(inbox.put('a.txt', Buffer.from('yours'), 'text/plain')).rejects.toMatchObject({
      code: 'invalid-request',
    });
    expect(readdirSync(join(root, 'inbox'))).toEqual(['a.txt']);
    expect(readFileSync(join(root, 'inbox/a.txt'), 'utf8')).toBe('mine');
  });
});
