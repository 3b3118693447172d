import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import { expect, test } from 'vitest';
import { startAmazonTranslateStandIn } from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { startMeasuredServerProcess } from '../system/server-process.ts';
import { writeArticle } from '../system/write-article.ts';

const ARTICLES = 2_000;
const SENTENCES = 12;
const CLIENTS = 4;

/** What a newsroom's laptop may give to a month of articles. */
const MAX_DISK_BYTES = 60e6;
const MAX_RESIDENT_BYTES = 500e6;
/** Flat: what the allocator keeps in hand is a few per cent. */
const MAX_RESIDENT_GROWTH = 1.1;

test(`${ARTICLES} articles posted, read and listed stay within their disk and memory, flat in the second half`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'depeche-footprint-'));
  const engine = await startAmazonTranslateStandIn();
  const server = await startMeasuredServerProcess({
    DEPECHE_DATA_DIR: folder,
    DEPECHE_TRANSLATOR: 'amazon',
    AWS_ENDPOINT_URL_TRANSLATE: engine.endpoint,
  });
  const ask = async (path: string, body?: object) => {
    const init = body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const answer = await fetch(`${server.url}${path}`, init);
    expect(answer.status, path).toBe(200);
    return answer.json();
  };
  const work = (first: number, count: number) =>
    pMap(
      Array.from({ length: count }, (_, index) => first + index),
      async (number) => {
        await ask('/v1/articles', { id: `a${number}`, ...writeArticle(number, SENTENCES) });
        await ask(`/v1/articles/a${number}`);
        if (number % 10 === 0) await ask('/v1/articles?limit=20');
      },
      { concurrency: CLIENTS },
    );
  try {
    await work(0, ARTICLES / 2);
    const half = await server.measure();
    await work(ARTICLES / 2, ARTICLES / 2);
    const whole = await server.measure();
    const disk = await bytesOf(folder);
    const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
    process.stdout.write(
      `disk ${mb(disk)}, resident ${mb(half.residentBytes)} after half, ${mb(whole.residentBytes)} after all\n`,
    );
    expect(disk).toBeLessThanOrEqual(MAX_DISK_BYTES);
    expect(whole.residentBytes).toBeLessThanOrEqual(MAX_RESIDENT_BYTES);
    expect(whole.residentBytes).toBeLessThanOrEqual(half.residentBytes * MAX_RESIDENT_GROWTH);
  } finally {
    await server.stop('SIGTERM');
    await engine.close();
    await rm(folder, { recursive: true });
  }
});

async function bytesOf(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = files.filter((file) => file.isFile()).map((file) => stat(join(file.parentPath, file.name)));
  return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
}
