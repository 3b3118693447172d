import { expect } from 'vitest';
import type { LoadOutcome, LoadPlan } from './load-run.ts';

/** Share of those who waited for their answer and got what they asked for, while table and engine keep failing. */
const MIN_EXPECTED_SHARE = 0.97;

/** Connections that pools of the SDK may hold beyond those at the start; they have room for fifty each. */
const MAX_MORE_SOCKETS = 10;

/** The grace of a stop and what is written down after it. */
const MAX_STOP_MS = 15_000;

/** A lease that was not given back would have to run out first, after 30 s. */
const MAX_RECOVERY_MS = 20_000;

/** Share of the bill: who hangs up may leave a call whose answer nobody can write down. */
const MAX_PAID_AGAIN_SHARE = 0.01;

/** Everyone was answered as the contract says, nothing piled up, and what was promised is there after a restart. */
export function expectServed(plan: LoadPlan, outcome: LoadOutcome): void {
  const { tally, hits, before, after, ending, owed, results, listed, announced } = outcome;
  expect(tally.wrong).toEqual([]);
  expect(tally.expected / (tally.requests - tally.hungUp)).toBeGreaterThanOrEqual(MIN_EXPECTED_SHARE);
  for (const faults of [hits.table, hits.engine])
    expect(Object.keys(faults)).toEqual(expect.arrayContaining(['hang', 'stall']));

  expect(after.heapBytes / before.heapBytes).toBeLessThanOrEqual(1 + plan.maxHeapGrowth);
  const sockets = ({ resources }: typeof before) => resources.TCPSocketWrap ?? 0;
  expect(sockets(after)).toBeLessThanOrEqual(sockets(before) + MAX_MORE_SOCKETS);
  expect(after.descriptors).toBeLessThanOrEqual(before.descriptors + MAX_MORE_SOCKETS);

  expect(ending.tally).toMatchObject({ requests: 2 * plan.inFlight, expected: 2 * plan.inFlight, wrong: [] });
  expect(ending.exitCode).toBe(0);
  expect(ending.tookMs).toBeLessThanOrEqual(MAX_STOP_MS);

  expect(results.map(({ id, status }) => ({ id, status }))).toEqual(owed.map((id) => ({ id, status: 'completed' })));
  const ids = listed.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(owed.filter((id) => !ids.includes(id))).toEqual([]);
  expect(new Set(announced).size).toBe(announced.length);
  expect(owed.filter((id) => id.startsWith('later-') && !announced.includes(id))).toEqual([]);
  expect(outcome.recoveryMs).toBeLessThanOrEqual(MAX_RECOVERY_MS);
  // What was sent and never answered has to be asked for again.
  const { paidAgainCharacters, unheardCharacters, billedCharacters } = outcome;
  expect(paidAgainCharacters - unheardCharacters).toBeLessThanOrEqual(MAX_PAID_AGAIN_SHARE * billedCharacters);
}

/** The figures of a run, for those who write them down. */
export function describeLoad({ seconds }: LoadPlan, outcome: LoadOutcome): string {
  const { tally, hits, before, after, ending, owed, recoveryMs, billedCharacters, paidAgainCharacters } = outcome;
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  return [
    `requests ${tally.requests} (${(tally.requests / seconds).toFixed(0)}/s), hung up ${tally.hungUp}`,
    `as asked ${((100 * tally.expected) / (tally.requests - tally.hungUp)).toFixed(2)} %, for later ${tally.promised}, problems ${JSON.stringify(tally.trouble)}`,
    `faults: table ${JSON.stringify(hits.table)}, engine ${JSON.stringify(hits.engine)}`,
    `memory ${megabytes(before.heapBytes)} → ${megabytes(after.heapBytes)} MB, descriptors ${before.descriptors} → ${after.descriptors}`,
    `processor ${((after.cpuMs - before.cpuMs) / seconds / 10).toFixed(0)} % of a core`,
    `stopped in ${ending.tookMs} ms; ${owed.length} promised, all there ${recoveryMs} ms after the restart`,
    `billed ${billedCharacters} characters, ${paidAgainCharacters} of them again, ${outcome.unheardCharacters} never answered`,
  ].join('\n');
}
