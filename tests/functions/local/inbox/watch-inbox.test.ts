import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDroppedFiles } from '../../../../functions/local/inbox/dropped-files.ts';
import type { Deliver, SettledOutcome } from '../../../../functions/local/inbox/local-deliveries.ts';
import { type InboxWatch, watchInbox } from '../../../../functions/local/inbox/watch-inbox.ts';
import { createStreamLogger } from '../../../../shared/adapters/telemetry/logger-stream.ts';
import { createVirtualClock } from '../../../app/support/virtual-clock.ts';

const PROCESSED: SettledOutcome = { status: 'processed', id: 'x' };
const PATIENCE = { timeout: 60_000, interval: 5 };

let root: string;
let watching: InboxWatch | undefined;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'depeche-watch-'));
});
afterEach(() => {
  watching?.close();
  rmSync(root, { recursive: true, force: true });
});

const path = (...names: string[]) => join(root, ...names);

/** A watch whose deliveries wait until they are released by their key. */
async function start() {
  const clock = createVirtualClock();
  const begun: string[] = [];
  const said: string[] = [];
  const log: string[] = [];
  const releases = new Map<string, (outcome: SettledOutcome | undefined) => void>();
  const deliver: Deliver = async (take, settle) => {
    const arrival = await take();
    if (!arrival) return;
    begun.push(arrival.key);
    const outcome = await new Promise<SettledOutcome | undefined>((resolve) => releases.set(arrival.key, resolve));
    if (outcome) await settle(outcome);
  };
  const logger = createStreamLogger({ write: (line) => void log.push(line), level: 'info', clock });
  const files = await openDroppedFiles(root, clock);
  watching = await watchInbox({ files, deliver, clock, logger, say: (line) => void said.push(line) });
  const waitFor = (check: () => void) => vi.waitFor(check, PATIENCE);
  const release = async (name: string, outcome?: SettledOutcome) => {
    await waitFor(() => expect(releases.has(`inbox/${name}`)).toBe(true));
    releases.get(`inbox/${name}`)?.(outcome);
    releases.delete(`inbox/${name}`);
  };
  /** Long enough for every file that is there to be seen and settled. */
  const pass = async (durationMs: number) => {
    const untilMs = clock.nowMs() + durationMs;
    await waitFor(() => expect(clock.nowMs()).toBeGreaterThan(untilMs));
  };
  return { begun, said, log, waitFor, release, pass };
}

describe('files that name one article', () => {
  test('are its versions, in the order in which they came: the next begins when the one before is settled', async () => {
    const { begun, release, pass, waitFor } = await start();
    writeFileSync(path('x.txt'), 'first');
    await waitFor(() => expect(begun).toEqual(['inbox/x.txt']));
    writeFileSync(path('x.html'), 'second');
    await pass(60_000);
    writeFileSync(path('x.json'), 'third');
    writeFileSync(path('y.txt'), 'another');
    await waitFor(() => expect(begun).toEqual(['inbox/x.txt', 'inbox/y.txt']));
    await pass(60_000);
    await release('x.txt', PROCESSED);
    await release('x.html', { status: 'refused', id: 'x', problem: { code: 'empty-article', detail: 'Send text.' } });
    await release('x.json', PROCESSED);
    await waitFor(() => expect(readdirSync(path('done')).sort()).toEqual(['x.json', 'x.txt']));
    expect(begun).toEqual(['inbox/x.txt', 'inbox/y.txt', 'inbox/x.html', 'inbox/x.json']);
    expect(readdirSync(path('failed')).sort()).toEqual(['x.html', 'x.html.reason.json']);
  });

  test('at the same look are no versions: the second is refused with its reason, and works once it comes alone', async () => {
    writeFileSync(path('x.html'), 'second');
    writeFileSync(path('x.txt'), 'first');
    const { begun, said, release, waitFor } = await start();
    await waitFor(() => expect(existsSync(path('processing'))).toBe(true));
    await waitFor(() => expect(said).toHaveLength(1));
    const [first = '', second = ''] = begun[0] === 'inbox/x.txt' ? ['x.txt', 'x.html'] : ['x.html', 'x.txt'];
    const reason = JSON.parse(readFileSync(path('failed', `${second}.reason.json`), 'utf8'));
    expect(reason).toMatchObject({ code: 'invalid-request', detail: expect.stringContaining('drop this one again') });
    expect(said[0]).toContain(`${second}: failed, Another file came with it`);
    await release(first, PROCESSED);
    writeFileSync(path(second), readFileSync(path('failed', second)));
    await release(second, PROCESSED);
    await waitFor(() => expect(readdirSync(path('done')).sort()).toEqual(['x.html', 'x.txt']));
  });

  test('a version that waits for the next start goes before later ones', async () => {
    const { begun, log, release, pass, waitFor } = await start();
    writeFileSync(path('x.txt'), 'first');
    await waitFor(() => expect(begun).toHaveLength(1));
    rmSync(path('done'), { recursive: true });
    writeFileSync(path('done'), 'in the way');
    rmSync(path('processing', 'x.txt'));
    writeFileSync(path('processing', 'x.txt'), 'first');
    await release('x.txt', PROCESSED);
    await waitFor(() => expect(log.join('')).toContain('waits for the next start'));
    writeFileSync(path('x.html'), 'second');
    await pass(60_000);
    expect(begun).toEqual(['inbox/x.txt']);
    expect(existsSync(path('x.html'))).toBe(true);
    watching?.close();
    rmSync(path('done'));
    const again = await start();
    await again.release('x.txt', PROCESSED);
    await again.release('x.html', PROCESSED);
    await again.waitFor(() => expect(readdirSync(path('done')).sort()).toEqual(['x.html', 'x.txt']));
    expect(again.begun).toEqual(['inbox/x.txt', 'inbox/x.html']);
  });
});

describe('what cannot be taken', () => {
  test('a name that is not UTF-8 is refused with a reason beside it, and shown in letters that a terminal takes', async () => {
    writeFileSync(Buffer.from(`${root}/caf\xe9\x1b.txt`, 'latin1'), 'text');
    const { begun, said, waitFor } = await start();
    await waitFor(() => expect(said).toHaveLength(1));
    expect(said[0]).toMatch(/^caf\ufffd\P{Cc}*\.txt: failed, The name is not UTF-8; rename it and drop it again\./u);
    expect(readdirSync(path('failed'), { encoding: 'latin1' }).sort()).toEqual([
      'caf\xe9\x1b.txt',
      'caf\xe9\x1b.txt.reason.json',
    ]);
    expect(begun).toEqual([]);
  });

  test('does not keep others from being taken, and is named in the log', async () => {
    const { begun, log, waitFor } = await start();
    rmSync(path('failed'), { recursive: true });
    writeFileSync(Buffer.from(`${root}/caf\xe9.txt`, 'latin1'), 'text');
    writeFileSync(path('a.txt'), 'text');
    await waitFor(() => expect(begun).toEqual(['inbox/a.txt']));
    expect(log.join('')).toContain('cannot be moved');
  });
});
