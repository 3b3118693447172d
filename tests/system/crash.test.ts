import { test } from 'vitest';
import { expectNothingLost, runCrashes } from './crash-run.ts';

/** The short form of what `npm run test:endurance` does for minutes; on a busy machine each restart takes its time. */
const TIMEOUT_MS = 60_000;

test('eight articles and two kills: each completes once and none is lost', { timeout: TIMEOUT_MS }, async () => {
  const plan = { articles: 8, sentences: 3, kills: 2, hangRate: 0, seed: 7 };
  expectNothingLost(plan, await runCrashes(plan));
});
