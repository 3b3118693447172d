import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import { expect, test } from 'vitest';
import { startAmazonTranslateStandIn } from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { startServerProcess } from '../system/server-process.ts';
import { writeArticle } from '../system/write-article.ts';

const DISK_MB = 64;
/** What the ballast leaves: some dozens of articles. */
const ROOM_BYTES = 2_500_000;
const ARTICLES = 400;
const SENTENCES = 40;
const CLIENTS = 4;

/** A file system in memory of its own; making it takes the rights of root. */
test(`a server on a disk of ${DISK_MB} MB that fills up: it answers, buys nothing more, and goes on with every bill when there is room`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'depeche-full-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', folder]);
  const engine = await startAmazonTranslateStandIn();
  const server = await startServerProcess({
    DEPECHE_DATA_DIR: join(folder, 'data'),
    DEPECHE_TRANSLATOR: 'amazon',
    AWS_ENDPOINT_URL_TRANSLATE: engine.endpoint,
  });
  const ask = async (path: string, body?: object, headers: Record<string, string> = {}) => {
    const sent = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    };
    const answer = await fetch(`${server.url}${path}`, body && sent);
    return { status: answer.status, body: await answer.json() };
  };
  const post = (number: number) => ask('/v1/articles', { id: `a${number}`, ...writeArticle(number, SENTENCES) });
  try {
    expect((await post(0)).status).toBe(200);
    const { bavail, bsize } = await statfs(folder);
    const ballast = join(folder, 'ballast');
    await writeFile(ballast, Buffer.alloc(bavail * bsize - ROOM_BYTES));

    const answers = await pMap(
      Array.from({ length: ARTICLES }, (_, at) => at + 1),
      post,
      { concurrency: CLIENTS },
    );
    const statuses = answers.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    const problem = { code: 'storage-unavailable', detail: expect.stringMatching(/disk .* full/) };
    for (const { status, body } of answers) if (status === 503) expect(body).toMatchObject(problem);
    expect(statuses.slice(-50)).toEqual(Array.from({ length: 50 }, () => 503));
    const billedWhileFull = engine.counts().billedCharacters;
    expect((await post(ARTICLES + 1)).body).toMatchObject(problem);
    expect(engine.counts().billedCharacters).toBe(billedWhileFull);
    expect((await ask('/v1/articles', writeArticle(1, 2), { prefer: 'respond-async' })).body).toMatchObject(problem);
    expect((await ask('/v1/articles/a0')).status).toBe(200);
    expect((await ask('/v1/clean', writeArticle(1, 2))).status).toBe(200);

    await rm(ballast);
    await expect.poll(async () => (await post(ARTICLES + 2)).status, { timeout: 60_000, interval: 500 }).toBe(200);
    const usage = async () => {
      const { billedCharacters, uncertainCharacters, reservedCharacters } = (await ask('/v1/usage')).body;
      return { billedCharacters, uncertainCharacters, reservedCharacters };
    };
    const { billedCharacters } = engine.counts();
    const settled = { billedCharacters, uncertainCharacters: 0, reservedCharacters: 0 };
    await expect.poll(usage, { timeout: 60_000, interval: 500 }).toEqual(settled);
    const refused = statuses.filter((status) => status === 503).length;
    process.stdout.write(
      `${ARTICLES - refused} of ${ARTICLES} before the disk was full; billed ${billedCharacters}, all counted\n`,
    );
  } finally {
    await server.stop('SIGTERM');
    await engine.close();
    execFileSync('umount', [folder]);
    await rm(folder, { recursive: true });
  }
});
