import { test } from 'vitest';
import { expectNothingLost, runCrashes } from '../system/crash-run.ts';

const PLAN = { articles: 200, sentences: 6, kills: 8, seed: 20_261_124 };

test('200 articles and 8 kills: each completes once, none is lost, and a kill costs no more than what was in flight', async () => {
  const outcome = await runCrashes(PLAN);
  expectNothingLost(PLAN, outcome);
  const { billedCharacters, recoveryMs } = outcome;
  const least = outcome.results.reduce((sum, { usage }) => sum + usage.characters, 0);
  process.stdout.write(`billed ${billedCharacters} of at least ${least}; done ${recoveryMs} ms after the last start\n`);
});
