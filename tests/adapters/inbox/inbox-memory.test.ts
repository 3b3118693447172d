import { createMemoryInbox } from '../../support/inbox-memory.ts';
import { describeInbox } from '../../contracts/inbox-contract.ts';

describeInbox('the memory inbox', () => {
  const inbox = createMemoryInbox();
  return { inbox, store: async (key, body, contentType) => inbox.store(key, { body, contentType }) };
});
