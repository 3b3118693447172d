import { expect } from 'vitest';
import { describeTranslator } from '../../contracts/translator-contract.ts';
import { WAYS } from './start-translator.ts';

for (const [way, start] of WAYS) {
  describeTranslator(
    `A language model behind ${way}`,
    async () => {
      const { standIn, translator, close } = await start({ maxConcurrentRequests: 1 });
      const untilUnderWay = async () => {
        standIn.set({ latencyMs: 200 });
        await expect.poll(() => standIn.calls.length).toBeGreaterThan(0);
      };
      return { translator, close, untilUnderWay, countCalls: () => standIn.calls.length };
    },
    { billing: 'exact' },
  );
}
