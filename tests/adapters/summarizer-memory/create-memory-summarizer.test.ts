import { createMemorySummarizer } from '../../../shared/adapters/summarizer-memory.ts';
import { describeSummarizer } from '../../contracts/summarizer-contract.ts';

describeSummarizer('the summariser in memory', async () => ({
  summarizer: createMemorySummarizer(),
  close: async () => {},
}));
