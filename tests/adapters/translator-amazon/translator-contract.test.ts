import { vi } from 'vitest';
import { describeTranslator } from '../../contracts/translator-contract.ts';
import { startTranslator } from './start-translator.ts';

describeTranslator(
  'Amazon Translate',
  async () => {
    const started = await startTranslator({}, { maxConcurrentRequests: 1 });
    const untilUnderWay = async () => {
      started.standIn.set({ latencyMs: 200 });
      await vi.waitFor(() => {
        if (started.standIn.counts().calls === 0) throw new Error('No call has arrived.');
      });
    };
    return { ...started, untilUnderWay, countCalls: () => started.standIn.counts().calls };
  },
  { billing: 'exact' },
);
