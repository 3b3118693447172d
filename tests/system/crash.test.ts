import { test } from 'vitest';
import { expectNothingLost, runCrashes } from './crash-run.ts';

/** The short form of what `npm run test:endurance` does for minutes. */
test('eight articles and two kills: each completes once and none is lost', async () => {
  const plan = { articles: 8, sentences: 3, kills: 2, hangRate: 0, seed: 7 };
  expectNothingLost(plan, await runCrashes(plan));
});
