import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createContainer } from '../../functions/wiring/create-container.ts';
import { openLocalTable } from '../../functions/wiring/table/open-local-table.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createStreamLogger } from '../../shared/adapters/telemetry/logger-stream.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { fillDisk } from '../support/full-disk/fill-disk.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { toInput } from './start-service.ts';
import { writeArticle } from './write-article.ts';

const CONTEXT = { correlationId: 'full-disk' };
const PROBLEM = { code: 'storage-unavailable', retryable: true, message: expect.stringMatching(/disk .* full/) };

/** How long the ledger waits for room, and nothing else here waits. */
const LEDGER_RETRY_MS = 5_000;

test('a disk that fills up while an article is paid for: nothing more is bought, and the bill is settled when there is room', async ({
  onTestFinished,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'depeche-full-'));
  const table = await openLocalTable({ tableName: 'depeche', dataDirectory: join(folder, 'table') });
  let makeRoom = () => {};
  let billed = 0;
  const translator = createMemoryTranslator({
    beforeCall: ({ sentences }) => {
      billed += sentences.reduce((sum, sentence) => sum + [...sentence].length, 0);
      makeRoom = fillDisk();
      onTestFinished(makeRoom);
    },
  });
  const system = createSystemClock();
  // Whether a bill can be written is tried again as soon as that; the rest of the service keeps its time.
  const sleep: Clock['sleep'] = (ms, signal) => system.sleep(ms === LEDGER_RETRY_MS ? 100 : ms, signal);
  const clock: Clock = { ...system, sleep };
  const container = await createContainer(loadCliConfig({ DEPECHE_TABLE: 'depeche' }), {
    clock,
    translator,
    logger: createStreamLogger({ write: () => {}, level: 'error', clock }),
    dynamodb: table.dynamodb,
    tableIsOurs: table.isOurs,
  });
  const { processArticle, cleanArticle, readUsage } = container.useCases;
  const article = (seed: number) => toInput(writeArticle(seed, 6), { id: `article-${seed}` });

  // Paid for when the disk fills up: it is served, once.
  const paid = await processArticle(article(1), CONTEXT);
  expect(paid.warnings.map(({ code }) => code)).toContain('cache-unavailable');
  for (const seed of [2, 3]) await expect(processArticle(article(seed), CONTEXT)).rejects.toMatchObject(PROBLEM);
  expect(paid.usage.billedCharacters).toBe(billed);
  expect(await cleanArticle(article(2), CONTEXT)).toMatchObject({ id: 'article-2' });

  makeRoom();
  await vi.waitFor(
    async () => {
      // What was refused was never sent.
      const settled = { billedCharacters: billed, reservedCharacters: 0, uncertainCharacters: 0 };
      expect(await readUsage({})).toMatchObject(settled);
    },
    { timeout: 60_000, interval: 50 },
  );
  await container.close();
  await table.close();
  await rm(folder, { recursive: true });
});
