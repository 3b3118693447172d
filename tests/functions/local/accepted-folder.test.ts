import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RecordOutcome } from '../../../functions/events/process-record.ts';
import { createAcceptedFolder } from '../../../functions/local/accepted-folder.ts';
import { createStreamLogger } from '../../../shared/adapters/logger-stream.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';

const OPTIONS = { contentType: 'application/json', metadata: { 'correlation-id': 'request-1' } };
const PROBLEM = { code: 'storage-unavailable', detail: 'The table does not answer.' } as const;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'depeche-accepted-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A folder whose articles end as told, and what was delivered from it. */
function open(outcome: RecordOutcome) {
  const delivered: string[] = [];
  const log: string[] = [];
  const logger = createStreamLogger({
    write: (line) => void log.push(line),
    level: 'info',
    clock: createManualClock(),
  });
  const queue = {
    deliver: async ({ key }: { key: string }) => {
      delivered.push(key);
      return outcome;
    },
  };
  return { folder: createAcceptedFolder({ directory, queue, logger }), delivered, log };
}

test.each<RecordOutcome>([
  { status: 'processed', id: 'ecole' },
  { status: 'refused', id: 'ecole', problem: PROBLEM },
  { status: 'buried', problem: PROBLEM, isTold: true },
])('an article leaves once its result or its failure can be read: $status', async (outcome) => {
  const { folder, log } = open(outcome);
  await folder.put('inbox/accepted/ecole/1.json', '{}', OPTIONS);
  await vi.waitFor(() => expect(readdirSync(directory)).toEqual([]));
  expect(log).toEqual([]);
});

test('an article stays for the next start when its failure could not be written down', async () => {
  const { folder, log } = open({ status: 'buried', problem: PROBLEM, isTold: false });
  await folder.put('inbox/accepted/ecole/1.json', '{}', OPTIONS);
  await vi.waitFor(() => expect(log.join('')).toContain('waits for the next start'));
  expect(readdirSync(directory)).toHaveLength(1);

  const later = open({ status: 'processed', id: 'ecole' });
  await later.folder.resume();
  await vi.waitFor(() => expect(readdirSync(directory)).toEqual([]));
  expect(later.delivered).toEqual(['inbox/accepted/ecole/1.json']);
});

test('the same article from many callers at once is accepted for each of them', async () => {
  const { folder, delivered } = open({ status: 'processed', id: 'ecole' });
  const body = JSON.stringify({ text: 'a'.repeat(200_000) });
  const puts = Array.from({ length: 20 }, () => folder.put('inbox/accepted/ecole/1.json', body, OPTIONS));
  await Promise.all(puts);
  await vi.waitFor(() => expect(readdirSync(directory)).toEqual([]));
  expect(delivered).toHaveLength(20);
});

test('what was never answered with 202 is not taken up', async () => {
  writeFileSync(join(directory, 'cafe.json.1.part'), '{"key":');
  const { folder, delivered } = open({ status: 'processed', id: 'ecole' });
  await folder.resume();
  expect(readdirSync(directory)).toEqual([]);
  expect(delivered).toEqual([]);
});
