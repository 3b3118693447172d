import { inject, test } from 'vitest';
import { describeLoad, expectServed } from '../system/expect-load.ts';
import { runLoad } from '../system/load-run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    loadSeconds: number;
  }
}

test('mixed traffic at saturation on failing backends: all are answered, nothing piles up, nothing promised is lost', async () => {
  const seconds = inject('loadSeconds');
  const plan = { warmUpSeconds: 15, seconds, clients: 12, inFlight: 20, seed: 20_261_124, maxHeapGrowth: 0.1 };
  const outcome = await runLoad(plan);
  process.stdout.write(`${describeLoad(plan, outcome)}\n`);
  expectServed(plan, outcome);
});
