import { expect, test } from 'vitest';
import { createMemoryStores } from '../../../shared/adapters/store-memory/create-memory-stores.ts';
import { createVirtualClock } from '../../app/support/virtual-clock.ts';
import { createMemoryInbox } from '../../support/inbox-memory.ts';
import { ARTICLE, startApp } from './start-app.ts';

test('an article that twice lost its lease fails for good: it is not queued for another worker', async () => {
  const { articles, leases } = createMemoryStores({ clock: createVirtualClock(Date.UTC(2026, 10, 23, 8)) });
  const inbox = createMemoryInbox();
  const store = { ...articles, completeResult: async () => false };
  const { send } = await startApp({ overrides: { store, leases, inbox } });
  const answer = await send('POST', '/v1/articles', ARTICLE);
  expect(answer.status).toBe(504);
  expect(await answer.json()).toMatchObject({ code: 'timeout', detail: expect.stringContaining('parts') });
  expect(inbox.keys()).toEqual([]);
});
