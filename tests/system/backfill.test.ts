import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createS3Inbox } from '../../shared/adapters/inbox-s3.ts';
import { readBuiltCommand } from '../support/kept-builds/built-command.ts';
import { runDepeche } from '../support/run-depeche.ts';
import { startEmbeddedAws } from '../support/start-embedded-aws.ts';
import { waitUntil } from './read-service.ts';
import { type ServerHere, startServerHere } from './server-here.ts';
import { writeArticle } from './write-article.ts';

const ARTICLES = 6;

let folder: string;
let archive: string;
let server: ServerHere;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depeche-backfill-'));
  archive = join(folder, 'archive');
  await mkdir(join(archive, '2025'), { recursive: true });
  for (let index = 0; index < ARTICLES; index += 1) {
    const { title, text } = writeArticle(index, 2);
    await writeFile(join(archive, '2025', `a-${index}.json`), JSON.stringify({ title, text }));
  }
  await writeFile(join(archive, 'broken.json'), '{');
  server = await startServerHere({ DEPECHE_DATA_DIR: join(folder, 'data') });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const env = () => ({ DEPECHE_DATA_DIR: join(folder, 'data') });
const done = () => readdir(join(folder, 'data/inbox/done/2025')).catch(() => []);

/** Kills the command, as it is, once it has sent the first; the next would follow after more than a minute. */
async function killMidway(): Promise<void> {
  const words = ['backfill', archive, '--yes', '--rate', '0.01'];
  const child = spawn(process.execPath, [await readBuiltCommand('cli'), ...words], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, ...env() },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  await waitUntil(async () => (await done()).length > 0);
  child.kill('SIGKILL');
  await ended;
}

test('an archive goes through a running server, each article once, also when the command is killed midway', async () => {
  await killMidway();
  const { exitCode, stdout } = await runDepeche(['backfill', archive, '--yes', '--rate', '50', '--json'], env());
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ toSend: 0, estimatedCostUsd: 0, refused: [{ name: 'broken.json' }] });
  expect(report).toMatchObject({ sent: ARTICLES - 1, alreadyThere: 1 });
  expect(exitCode).toBe(1);

  await waitUntil(async () => (await done()).length === ARTICLES);
  const events = (await readFile(join(folder, 'data/events.jsonl'), 'utf8')).trim().split('\n');
  const ids = events.map((line) => /"id":"(2025:a-\d+)"/.exec(line)?.[1]);
  expect(ids.length).toBe(ARTICLES);
  expect(new Set(ids).size).toBe(ARTICLES);
});

test('an archive in a bucket goes into the bucket of a deployment, at the price of its engine', async () => {
  const aws = await startEmbeddedAws({ maxReceiveCount: 3 });
  const objects = createS3Inbox({ bucket: aws.bucket, sdk: { ...aws.sdk, forcePathStyle: true } });
  try {
    await objects.put('old/2024/phare.txt', 'Le phare brille.', { contentType: 'text/plain' });
    await objects.put('old/2024/port.txt', 'Le port a rouvert.', { contentType: 'text/plain' });
    const { exitCode, stdout, stderr } = await runDepeche(
      ['backfill', `s3://${aws.bucket}/old`, '--yes', '--rate', '50', '--json'],
      {
        ...env(),
        DEPECHE_INBOX_BUCKET: aws.bucket,
        AWS_ENDPOINT_URL_S3: aws.sdk.endpoint,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
      },
    );
    expect(exitCode, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ sent: 2, refused: [], characters: 34, estimatedCostUsd: 0.00051 });
    const there = await objects.list('inbox/');
    expect(there.map(({ key }) => key).sort()).toEqual(['inbox/2024/phare.txt', 'inbox/2024/port.txt']);
  } finally {
    objects.close();
    await aws.close();
  }
});
