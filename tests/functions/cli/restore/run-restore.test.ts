import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseArguments } from '../../../../functions/cli/parse-arguments.ts';
import { openCheckpoint } from '../../../../functions/cli/restore/restore-checkpoint.ts';
import { runRestore } from '../../../../functions/cli/restore/run-restore.ts';
import { createTally } from '../../../../shared/adapters/store-dynamodb/restore/tally.ts';
import { DepecheError } from '../../../../shared/core/errors.ts';
import type { Restoration, RestoreProgress } from '../../../../shared/ports/stores/restoration.ts';
import { createManualClock } from '../../../support/dynamodb/manual-clock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'depeche-restore-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const clock = createManualClock();

/** A restoration of so many articles, four a page, that fails after `failAfter` pages; `asked` is what it was asked. */
function fakeRestoration({ articles = 10, failAfter = Number.POSITIVE_INFINITY, incomplete = 0 } = {}) {
  const asked: { after: number; includeDeleted: boolean; isDryRun: boolean }[] = [];
  const restoration: Restoration = {
    inspect: async () => ({ name: 'old 1 → new 1', items: articles }),
    async *run({ after, includeDeleted, isDryRun }) {
      asked.push({ after: after?.read ?? 0, includeDeleted, isDryRun });
      const tally = createTally(after);
      let pages = 0;
      for (let read = after?.read ?? 0; read < articles; read += 4) {
        if (pages === failAfter) throw new DepecheError('storage-unavailable', 'The table is throttled.');
        pages += 1;
        const size = Math.min(4, articles - read);
        tally.read(size);
        tally.add('articles', 'restored', size);
        clock.advance(6_000);
        const isLast = read + size === articles;
        if (isLast) tally.add('articles', 'incomplete', incomplete);
        if (isLast && incomplete > 0) tally.name('incompleteIds', 'torn\u001b[2J');
        yield { ...tally.progress(), position: isLast ? undefined : { pk: `article#${read}`, sk: 'article' } };
      }
    },
  };
  return { restoration, asked };
}

async function run(words: readonly string[], restoration: Restoration, isTerminal = false) {
  const args = parseArguments(['restore', '--from-table', 'old', '--to-table', 'new', ...words]);
  if (args.kind !== 'restore') throw new Error('another command');
  const stdout = new PassThrough();
  const stderr = Object.assign(new PassThrough(), { isTTY: isTerminal });
  const output = Promise.all([text(stdout), text(stderr)]);
  const deps = { restoration, clock, openCheckpoint: (name: string) => openCheckpoint(folder, name) };
  const outcome = await runRestore(args, deps, { stdout, stderr }).catch((error: unknown) => error);
  stdout.end();
  stderr.end();
  const [out, err] = await output;
  return { outcome, out, err };
}

const checkpoints = () => readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.json'));

describe('depeche restore', () => {
  test('copies, tells of it in words, and leaves nothing behind', async () => {
    const { outcome, out, err } = await run([], fakeRestoration().restoration);
    expect(outcome).toBe(0);
    expect(out).toContain('10 items read.');
    expect(out).toMatch(/articles +10 restored\n/);
    expect(err).toContain('Copying what old has and new lacks.');
    expect(checkpoints()).toEqual([]);
  });

  test('tells of it as JSON', async () => {
    const { out } = await run(['--json'], fakeRestoration().restoration);
    expect(JSON.parse(out)).toMatchObject({ isDryRun: false, read: 10, counts: { articles: { restored: 10 } } });
  });

  test('shows a line now and then, and a bar on a terminal', async () => {
    const { err } = await run([], fakeRestoration({ articles: 20 }).restoration);
    expect(err.split('\n').filter((line) => line.includes('of about 20 items'))).toHaveLength(2);
    const terminal = await run([], fakeRestoration().restoration, true);
    expect(terminal.err).toContain('10/10 items, 10 articles and 0 sentences restored');
  });

  test('counts first, when asked to, without a word of it for the next run', async () => {
    const { restoration, asked } = fakeRestoration();
    const { out } = await run(['--dry-run', '--include-deleted'], restoration);
    expect(asked).toEqual([{ after: 0, includeDeleted: true, isDryRun: true }]);
    expect(out).toContain('Nothing was written.');
    expect(out).toMatch(/articles +10 to restore\n/);
    expect(checkpoints()).toEqual([]);
  });

  test('goes on after the last page of a run that ended in between', async () => {
    const first = await run([], fakeRestoration({ failAfter: 1 }).restoration);
    expect(first.outcome).toMatchObject({ code: 'storage-unavailable' });
    expect(first.err).toContain('it goes on from here');
    expect(checkpoints()).toHaveLength(1);
    const { restoration, asked } = fakeRestoration();
    const second = await run([], restoration);
    expect(asked).toMatchObject([{ after: 4 }]);
    expect(second.err).toContain('Going on after 4 items');
    expect(second.out).toMatch(/articles +10 restored\n/);
    expect(checkpoints()).toEqual([]);
  });

  test.each([
    [['--restart'], 'asked to'],
    [['--include-deleted'], 'it is another kind of run'],
  ])('begins anew with %s: %s', async (words) => {
    await run([], fakeRestoration({ failAfter: 1 }).restoration);
    const { restoration, asked } = fakeRestoration();
    await run(words, restoration);
    expect(asked).toMatchObject([{ after: 0 }]);
  });

  test('begins anew where the word of the run before cannot be read', async () => {
    await run([], fakeRestoration({ failAfter: 1 }).restoration);
    const [file = ''] = checkpoints();
    writeFileSync(join(folder, String(file)), '{"read":');
    const { restoration, asked } = fakeRestoration();
    expect((await run([], restoration)).outcome).toBe(0);
    expect(asked).toMatchObject([{ after: 0 }]);
  });

  test('names what is not whole, and ends with 1', async () => {
    const { outcome, out } = await run([], fakeRestoration({ incomplete: 3 }).restoration);
    expect(outcome).toBe(1);
    expect(out).toContain('Not whole, to be sent again: torn\ufffd[2J and 2 more');
  });

  test('names every kind of thing that it left', async () => {
    const restoration: Restoration = {
      inspect: async () => ({ name: 'x', items: 0 }),
      async *run() {
        const tally = createTally(undefined);
        const state = tally.progress() as RestoreProgress;
        for (const group of Object.values(state.counts)) {
          for (const member of Object.keys(group)) (group as Record<string, number>)[member] = 1_234;
        }
        yield { ...state, underWayIds: ['open'] };
      },
    };
    const { out } = await run([], restoration);
    for (const words of [
      '1,234 there already',
      '1,234 of those got lost texts back',
      '1,234 deleted since (--include-deleted brings them back)',
      '1,234 expired',
      '1,234 counted on',
      '1,234 deletion marks',
      '1,234 leases',
      '1,234 reservations',
      '1,234 claims, refusals and signs of life',
      '1,234 trial articles',
      '1,234 items of a kind that this version does not know',
      'Were being worked on, to be sent or refreshed again: open and 1,233 more',
    ]) {
      expect(out).toContain(words);
    }
  });
});

describe('its words', () => {
  test('are read', () => {
    expect(parseArguments(['restore', '--from-table=a.b-c_d', '--dry-run', '--json'])).toEqual({
      kind: 'restore',
      from: 'a.b-c_d',
      to: undefined,
      includeDeleted: false,
      isDryRun: true,
      restart: false,
      isJson: true,
    });
  });

  test.each([
    [['restore'], /--from-table NAME/],
    [['restore', 'old'], /options only/],
    [['restore', '--from-table', 'a'], /--from-table takes the name/],
    [['restore', '--from-table', 'old', '--to-table', 'arn:aws:x'], /--to-table takes the name/],
    [['restore', '--from-tabel', 'old'], /did you mean --from-table\?/],
  ])('%j is refused', (words, message) => {
    expect(() => parseArguments(words)).toThrow(message);
  });
});
