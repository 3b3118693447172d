import { createMemorySummarizer } from '../../support/summarizer-memory.ts';
import { describeSummarizer } from '../../contracts/summarizer-contract.ts';

describeSummarizer('the summariser in memory', async () => ({
  summarizer: createMemorySummarizer(),
  close: async () => {},
}));
