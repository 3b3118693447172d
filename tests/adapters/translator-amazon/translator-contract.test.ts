import { expect } from 'vitest';
import { describeTranslator } from '../../contracts/translator-contract.ts';
import { startTranslator } from './start-translator.ts';

describeTranslator(
  'Amazon Translate',
  async () => {
    const started = await startTranslator({}, { maxConcurrentRequests: 1 });
    const untilUnderWay = async () => {
      started.standIn.set({ latencyMs: 200 });
      await expect.poll(() => started.standIn.counts().calls).toBeGreaterThan(0);
    };
    return { ...started, untilUnderWay, countCalls: () => started.standIn.counts().calls };
  },
  { billing: 'exact' },
);
