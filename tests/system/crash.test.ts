import { test } from 'vitest';
import { expectNothingLost, runCrashes } from './crash-run.ts';

/** The short form of what `npm run test:endurance` does for minutes, with kill after kill. */
test('eight articles and a kill: each completes once and none is lost', async () => {
  const plan = { articles: 8, sentences: 3, kills: 1, hangRate: 0, seed: 7 };
  expectNothingLost(plan, await runCrashes(plan));
});
