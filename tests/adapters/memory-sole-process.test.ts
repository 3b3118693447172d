import { expect, test } from 'vitest';
import { createSoleProcessMemory } from '../../shared/adapters/sole-process/memory-sole-process.ts';
import { createMemoryStores } from '../../shared/adapters/store-memory/create-memory-stores.ts';
import type { SentenceMemory } from '../../shared/ports/stores/sentence-memory.ts';
import {
  CONTRACT_REFUSAL_TTL_MS,
  CONTRACT_SEGMENT_TTL_MS,
  describeSentenceMemory,
} from '../contracts/sentence-memory-contract.ts';
import { createManualClock } from '../support/dynamodb/manual-clock.ts';

function setUp() {
  const clock = createManualClock();
  const times = { segmentTtlMs: CONTRACT_SEGMENT_TTL_MS, refusalTtlMs: CONTRACT_REFUSAL_TTL_MS };
  const table = createMemoryStores({ clock, ...times }).segments;
  return { clock, table, segments: createSoleProcessMemory(table) };
}

const claimOf = (...keys: string[]) => keys.map((key) => ({ key, seen: undefined }));

describeSentenceMemory('sole process', setUp);

test('claims are not written, and those of an earlier process are free, though the time is set back', async () => {
  const { clock, table, segments: dead } = setUp();
  expect((await dead.claim(claimOf('k1', 'k2'), 'dead')).size).toBe(2);
  expect(await table.recall(['k1', 'k2'])).toEqual(new Map());
  // As an earlier release wrote them.
  await table.claim(claimOf('k2'), 'dead');

  const segments = createSoleProcessMemory(table);
  expect(await segments.recall(['k1', 'k2'])).toEqual(new Map());
  expect(await segments.claim(claimOf('k1'), 'alive')).toEqual(new Set(['k1']));
  clock.advance(-60_000);
  expect(await segments.recall(['k1'])).toEqual(new Map([['k1', { kind: 'claimed', mark: 'alive' }]]));
  expect(await segments.claim(claimOf('k1', 'k2'), 'other')).toEqual(new Set(['k2']));
});

test('nothing is claimed while the table cannot be written to', async () => {
  const { table } = setUp();
  const beat = () => Promise.reject(new Error('The disk is full.'));
  await expect(createSoleProcessMemory({ ...table, beat }).claim(claimOf('k'), 'one')).rejects.toThrow('full');
});

test('a claim that the table did not answer for is nobody’s', async () => {
  const { table } = setUp();
  let isDown = true;
  const recall: SentenceMemory['recall'] = (keys) =>
    isDown ? Promise.reject(new Error('The table does not answer.')) : table.recall(keys);
  const segments = createSoleProcessMemory({ ...table, recall });
  await expect(segments.claim(claimOf('k'), 'one')).rejects.toThrow('does not answer');
  isDown = false;
  expect(await segments.claim(claimOf('k'), 'other')).toEqual(new Set(['k']));
});
