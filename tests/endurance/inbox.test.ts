import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import pMap from 'p-map';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { openDroppedFiles } from '../../functions/local/inbox/dropped-files.ts';
import { watchInbox } from '../../functions/local/inbox/watch-inbox.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createStreamLogger } from '../../shared/adapters/telemetry/logger-stream.ts';
import { startAmazonTranslateStandIn } from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { startMeasuredServerProcess } from '../system/server-process.ts';
import { writeArticle } from '../system/write-article.ts';

const FILES = 64_000;
const SENTENCES = 3;

/** What the folder has to keep up with. */
const FILES_A_SECOND = 15;
const MAX_RESIDENT_BYTES = 500e6;

/** Not counted: a process that has just begun compiles what it runs. */
const WARM_UP_FILES = 300;

/** A rate is taken over this long, in six times the seconds of the load test: all files would take the better part of an hour. */
const WINDOW_MS = 30_000;
const LOADS = 6;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depeche-many-files-'));
});
// Tens of thousands of files take a while to remove.
afterEach(() => rm(folder, { recursive: true }), 120_000);

const inbox = (...names: string[]) => join(folder, 'inbox', ...names);

/** A quarter of them in folders below. */
async function dropAll(): Promise<void> {
  for (let sub = 0; sub < 16; sub += 1) await mkdir(inbox(`${sub}`), { recursive: true });
  await pMap(
    Array.from({ length: FILES }, (_, number) => number),
    (number) => {
      const path = number % 4 === 0 ? inbox(`${number % 16}`, `a${number}.json`) : inbox(`a${number}.json`);
      return writeFile(path, JSON.stringify(writeArticle(number, SENTENCES)));
    },
    { concurrency: 16 },
  );
}

/** Files a second in each tenth of what was finished at these moments. */
function ratesOf(startMs: number, finishedMs: readonly number[]): number[] {
  const size = Math.floor(finishedMs.length / 10);
  return Array.from({ length: 10 }, (_, tenth) => {
    const beganMs = finishedMs[tenth * size - 1] ?? startMs;
    return (size * 1_000) / ((finishedMs[(tenth + 1) * size - 1] ?? startMs) - beganMs);
  });
}

const show = (rates: readonly number[]) =>
  `${Math.min(...rates).toFixed(1)} to ${Math.max(...rates).toFixed(1)} files/s`;

test(`${FILES} files that are there at once are found, taken and filed, each tenth of them fast enough`, async () => {
  await dropAll();
  const clock = createSystemClock();
  const log: string[] = [];
  const finishedMs: number[] = [];
  const startMs = clock.nowMs();
  const files = await openDroppedFiles(inbox(), clock);
  const places = pLimit(3);
  const watching = await watchInbox({
    files,
    clock,
    logger: createStreamLogger({ write: (line) => void log.push(line), level: 'info', clock }),
    deliver: (take, settle) =>
      places(async () => {
        if (await take()) await settle({ status: 'processed', id: 'a' });
      }),
    say: () => void finishedMs.push(clock.nowMs()),
  });
  while (finishedMs.length < FILES) await sleep(100);
  watching.close();
  const rates = ratesOf(startMs, finishedMs);
  process.stdout.write(`${FILES} files found, taken and filed: ${show(rates)}\n`);
  const done = await readdir(inbox('done'), { recursive: true, withFileTypes: true });
  expect(done.filter((entry) => entry.isFile())).toHaveLength(FILES);
  expect(log).toEqual([]);
  expect(Math.min(...rates)).toBeGreaterThanOrEqual(FILES_A_SECOND);
});

test(`a server on ${FILES} files that are there at once processes ${FILES_A_SECOND} a second in each window of a sample`, {
  timeout: 1_800_000,
}, async () => {
  await dropAll();
  const engine = await startAmazonTranslateStandIn();
  const server = await startMeasuredServerProcess({
    DEPECHE_DATA_DIR: folder,
    DEPECHE_TRANSLATOR: 'amazon',
    AWS_ENDPOINT_URL_TRANSLATE: engine.endpoint,
  });
  const countDone = () => (server.output().match(/: done$/gm) ?? []).length;
  try {
    while (countDone() < WARM_UP_FILES) await sleep(50);
    const rates: number[] = [];
    const [warm, begun] = [await server.measure(), countDone()];
    for (let window = 0; window < Math.max(2, (LOADS * inject('loadSeconds') * 1_000) / WINDOW_MS); window += 1) {
      const [before, startMs] = [countDone(), performance.now()];
      await sleep(WINDOW_MS);
      rates.push(((countDone() - before) * 1_000) / (performance.now() - startMs));
    }
    const { cpuMs, residentBytes } = await server.measure();
    const costMs = (cpuMs - warm.cpuMs) / (countDone() - begun);
    process.stdout.write(
      `a server on ${FILES} files, ${countDone()} done: ${show(rates)}, ${costMs.toFixed(1)} ms of processor time a file, ${Math.round(residentBytes / 1e6)} MB resident\n`,
    );
    expect(server.output()).not.toContain(': failed');
    expect(Math.min(...rates)).toBeGreaterThanOrEqual(FILES_A_SECOND);
    expect(residentBytes).toBeLessThanOrEqual(MAX_RESIDENT_BYTES);
  } finally {
    await server.stop('SIGKILL');
    await engine.close();
  }
});
