import { describe, expect, test, vi } from 'vitest';
import { createAcceptedArticles } from '../../../../functions/local/inbox/accepted-articles.ts';
import type { SettledOutcome } from '../../../../functions/local/inbox/local-deliveries.ts';
import { createStreamLogger } from '../../../../shared/adapters/telemetry/logger-stream.ts';
import { DepecheError } from '../../../../shared/core/errors.ts';
import { createManualClock } from '../../../support/dynamodb/manual-clock.ts';
import { createMemoryInbox, type MemoryInbox } from '../../../support/inbox-memory.ts';

const OPTIONS = { contentType: 'application/json', metadata: { 'correlation-id': 'request-1' } };
const PROBLEM = { code: 'storage-unavailable', detail: 'The table does not answer.' } as const;
const PROCESSED: SettledOutcome = { status: 'processed', id: 'ecole' };
const KEY = 'inbox/accepted/ecole/1.json';

/** An inbox whose articles end as told, in the order of `release`, with what was delivered and logged. */
function open(inbox: MemoryInbox = createMemoryInbox()) {
  const delivered: string[] = [];
  const log: string[] = [];
  const releases: ((outcome: SettledOutcome | undefined) => void)[] = [];
  const logger = createStreamLogger({
    write: (line) => void log.push(line),
    level: 'info',
    clock: createManualClock(),
  });
  const accepted = createAcceptedArticles({
    inbox,
    logger,
    deliver: async (take, settle) => {
      delivered.push((await take())?.key ?? '');
      const outcome = await new Promise<SettledOutcome | undefined>((resolve) => releases.push(resolve));
      if (outcome) await settle(outcome);
    },
  });
  const release = async (outcome: SettledOutcome | undefined) => {
    await vi.waitFor(() => expect(releases).not.toEqual([]), { timeout: 60_000 });
    releases.shift()?.(outcome);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { inbox, accepted, delivered, log, release };
}

describe('an accepted article', () => {
  test.each<SettledOutcome>([
    PROCESSED,
    { status: 'refused', id: 'ecole', problem: PROBLEM },
    { status: 'dropped', id: 'ecole' },
    { status: 'buried', problem: PROBLEM, isTold: true },
  ])('leaves once its result or its failure can be read: $status', async (outcome) => {
    const { inbox, accepted, log, release } = open();
    await accepted.put(KEY, '{}', OPTIONS);
    expect(inbox.keys()).toEqual([KEY]);
    await release(outcome);
    expect(inbox.keys()).toEqual([]);
    expect(log).toEqual([]);
  });

  test('stays for the next start when its failure could not be written down', async () => {
    const { inbox, accepted, log, release } = open();
    await accepted.put(KEY, '{}', OPTIONS);
    await release({ status: 'buried', problem: PROBLEM, isTold: false });
    expect(log.join('')).toContain('waits for the next start');
    expect(inbox.keys()).toEqual([KEY]);

    const later = open(inbox);
    await later.accepted.resume();
    await later.release(PROCESSED);
    expect(inbox.keys()).toEqual([]);
    expect(later.delivered).toEqual([KEY]);
  });

  test('stays, and nothing is said, when the service stops before', async () => {
    const { inbox, accepted, log, release } = open();
    await accepted.put(KEY, '{}', OPTIONS);
    await release(undefined);
    expect(inbox.keys()).toEqual([KEY]);
    expect(log).toEqual([]);
  });

  test('that many callers send at once is there for each of them, whoever is done first', async () => {
    const { inbox, accepted, delivered, release } = open();
    await Promise.all(Array.from({ length: 20 }, () => accepted.put(KEY, '{}', OPTIONS)));
    for (let done = 1; done < 20; done += 1) {
      await release(PROCESSED);
      expect(inbox.keys()).toEqual([KEY]);
    }
    await release(PROCESSED);
    expect(inbox.keys()).toEqual([]);
    expect(delivered).toHaveLength(20);
    await accepted.put(KEY, '{}', OPTIONS);
    await release(PROCESSED);
    expect(inbox.keys()).toEqual([]);
  });

  test('is not delivered when it could not be kept, and the next one is', async () => {
    let isFull = true;
    const inbox = createMemoryInbox({
      beforeCall: () => {
        if (isFull) throw new DepecheError('storage-unavailable', 'The disk is full.');
      },
    });
    const { accepted, delivered, release } = open(inbox);
    await expect(accepted.put(KEY, '{}', OPTIONS)).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect(delivered).toEqual([]);
    isFull = false;
    await accepted.put(KEY, '{}', OPTIONS);
    await release(PROCESSED);
    expect(inbox.keys()).toEqual([]);
  });

  test('that cannot be taken away is named, and is served again at the next start', async () => {
    const inbox = createMemoryInbox();
    inbox.remove = () => Promise.reject(new DepecheError('storage-unavailable', 'The disk is away.'));
    const { accepted, log, release } = open(inbox);
    await accepted.put(KEY, '{}', OPTIONS);
    await release(PROCESSED);
    expect(log.join('')).toContain('waits for the next start');
    expect(await accepted.list('inbox/accepted/ecole/')).toHaveLength(1);
  });
});
