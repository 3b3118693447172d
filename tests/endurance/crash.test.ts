import { expect, test } from 'vitest';
import { expectNothingLost, runCrashes } from '../system/crash-run.ts';

const PLAN = { articles: 200, sentences: 6, kills: 8, hangRate: 0.02, seed: 20_261_124 };

test('200 articles, 8 kills and an engine that hangs: each completes once, none is lost, and a kill costs no more than what was in flight', async () => {
  const outcome = await runCrashes(PLAN);
  expectNothingLost(PLAN, outcome);
  const { billedCharacters, unheardCharacters, hungCalls, recoveryMs } = outcome;
  expect(hungCalls).toBeGreaterThan(0);
  const least = outcome.results.reduce((sum, { usage }) => sum + usage.characters, 0);
  const calls = `${hungCalls} calls never answered`;
  process.stdout.write(
    `billed ${billedCharacters} of at least ${least}, ${unheardCharacters} of them for ${calls}; done ${recoveryMs} ms after the last start\n`,
  );
});
