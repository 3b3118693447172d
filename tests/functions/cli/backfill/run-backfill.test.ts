import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openJournal } from '../../../../functions/cli/backfill/journal.ts';
import { createPace } from '../../../../functions/cli/backfill/pace.ts';
import type { ArchivePrice } from '../../../../functions/cli/backfill/look-at-file.ts';
import { runBackfill } from '../../../../functions/cli/backfill/run-backfill.ts';
import { parseArguments } from '../../../../functions/cli/parse-arguments.ts';
import { createReadabilityExtractor } from '../../../../shared/adapters/extractor-readability/create-readability-extractor.ts';
import { DepecheError } from '../../../../shared/core/errors.ts';
import type { ArticleArchive, FedInbox } from '../../../../shared/ports/article-archive.ts';
import { createManualClock, type ManualClock } from '../../../support/dynamodb/manual-clock.ts';

let folder: string;
let clock: ManualClock;
/** What was put into the inbox, in order. */
let put: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'depeche-backfill-'));
  clock = createManualClock();
  put = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = 'Le port a rouvert.';
const article = (id: number) => [`a-${id}.txt`, `${TEXT} ${id}`] as const;
const archiveOf = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => article(index)));

interface World {
  files?: Record<string, string>;
  /** Files that are in the inbox already. */
  there?: readonly string[];
  /** After so many files the inbox does not answer any more. */
  failAfter?: number;
  answer?: string;
  isTerminal?: boolean;
  price?: ArchivePrice;
}

async function run(
  words: readonly string[],
  { files = archiveOf(3), there = [], failAfter, answer, isTerminal, price = { usdPerMillionCharacters: 15 } }: World,
) {
  const args = parseArguments(['backfill', 'archive', ...words]);
  if (args.kind !== 'backfill') throw new Error('another command');
  const archive: ArticleArchive = {
    place: '/archive',
    list: async () => ({ names: Object.keys(files), refused: [] }),
    get: async (name) => ({ body: Buffer.from(files[name] ?? ''), contentType: undefined, metadata: {} }),
  };
  const inbox: FedInbox = {
    place: '/inbox',
    reserved: ['done'],
    has: async (name) => there.includes(name) || put.includes(name),
    put: async (name) => {
      if (put.length === failAfter) throw new DepecheError('storage-unavailable', 'The inbox bucket does not answer.');
      put.push(name);
    },
  };
  const stdout = new PassThrough();
  const stderr = Object.assign(new PassThrough(), { isTTY: isTerminal ?? answer !== undefined });
  const stdin = Object.assign(Readable.from([`${answer ?? ''}\n`]), { isTTY: answer !== undefined });
  const output = Promise.all([text(stdout), text(stderr)]);
  const journal = openJournal(folder, { from: archive.place, to: inbox.place });
  const deps = { archive, inbox, journal, clock, extractor: createReadabilityExtractor(), price };
  const outcome = await runBackfill(args, deps, { stdin, stdout, stderr }).catch((error: unknown) => error);
  stdout.end();
  stderr.end();
  const [out, err] = await output;
  return { outcome, out, err };
}

describe('depeche backfill', () => {
  test('sends every article once and reports it', async () => {
    const { outcome, out } = await run(['--yes'], {});
    expect(outcome).toBe(0);
    expect(put).toEqual(['a-0.txt', 'a-1.txt', 'a-2.txt']);
    expect(out).toBe('3 sent, 0 already there, 0 refused.\n');
    expect((await run(['--yes'], {})).out).toBe('0 sent, 3 already there, 0 refused.\n');
    expect(put).toHaveLength(3);
  });

  test('says before what it is about to cost at most, and how long it takes', async () => {
    const long = 'é'.repeat(1_000_000);
    const files = {
      'a.txt': long,
      'b.json': JSON.stringify({ title: 'Port', text: long }),
      'c.html': `<html lang="fr"><head><title>Le port</title></head><body><article><h1>Le port</h1><p>${'Le port de Brivanne a rouvert mardi. '.repeat(20)}</p></article><!-- ${long} --></body></html>`,
    };
    const { err, out } = await run(['--dry-run', '--rate', '0.01', '--json'], { files });
    expect(err).toMatch(
      /3 articles to \/inbox: at most 2,000,7\d\d characters, 30\.01 USD; 0\.01 a second, some 5 min\./,
    );
    const report = JSON.parse(out);
    expect(report).toMatchObject({ isDryRun: true, sent: 0, toSend: 3, alreadyThere: 0, refused: [] });
    expect(report.estimatedCostUsd).toBeCloseTo(30.01, 2);
    expect(put).toEqual([]);
  });

  test('of a language model says what its tokens are likely to cost, of each sentence', async () => {
    const files = {
      'a.txt': 'Le pont a rouvert. La mairie a payé.',
      'b.json': JSON.stringify({ title: 'Port', text: 'Le port est là.' }),
    };
    const estimate = (sentences: readonly string[]) => ({
      inputTokens: 1_000_000 * sentences.length,
      outputTokens: 100_000 * sentences.length,
    });
    const price = { usdPerMillionCharacters: 0, tokens: { usdPerMillion: { input: 1, output: 5 }, estimate } };
    const { out } = await run(['--dry-run', '--json'], { files, price });
    expect(JSON.parse(out)).toMatchObject({ toSend: 2, characters: 55, estimatedCostUsd: 4 * 1.5 });
  });

  test.each([
    ['y', 3],
    ['', 3],
    ['oui', 3],
    ['n', 0],
  ])('asks somebody at a terminal: %j', async (answer, sent) => {
    const { outcome, err } = await run([], { answer });
    expect(err).toContain('Send them? [Y/n]');
    expect(put).toHaveLength(sent);
    expect(outcome).toBe(sent > 0 ? 0 : 1);
  });

  test('asks nobody where nobody is, and sends nothing without --yes', async () => {
    const { outcome } = await run([], {});
    expect(outcome).toMatchObject({ name: 'UsageError', message: expect.stringContaining('Add --yes') });
    expect(put).toEqual([]);
  });

  test('asks nothing where there is nothing to send', async () => {
    expect(await run([], { files: {} })).toMatchObject({ outcome: 0, out: '0 sent, 0 already there, 0 refused.\n' });
  });

  test('keeps its rate', async () => {
    const startedMs = clock.nowMs();
    await run(['--yes', '--rate', '4'], { files: archiveOf(41) });
    expect(clock.nowMs() - startedMs).toBe(10_000);
  });

  test('goes on where it ended: nothing is sent twice, nothing is lost', async () => {
    const files = archiveOf(10);
    const first = await run(['--yes'], { files, failAfter: 4 });
    expect(first.outcome).toMatchObject({ code: 'storage-unavailable' });
    expect(first.err).toContain('Not done: 4 sent. The same command goes on from here.');
    const { outcome, out } = await run(['--yes'], { files });
    expect(outcome).toBe(0);
    expect(out).toBe('6 sent, 4 already there, 0 refused.\n');
    expect(put).toEqual(Object.keys(files));
  });

  test('remembers what was sent when the inbox keeps it no more, also behind a line that a kill cut off', async () => {
    await run(['--yes'], { files: archiveOf(2) });
    const [journal = ''] = readdirSync(join(folder, 'backfill'));
    appendFileSync(join(folder, 'backfill', journal), '\n["a-');
    put = [];
    await run(['--yes'], { files: archiveOf(3) });
    expect(put).toEqual(['a-2.txt']);
    put = [];
    await run(['--yes'], { files: archiveOf(3) });
    expect(put).toEqual([]);
    await run(['--yes', '--restart'], { files: archiveOf(3) });
    expect(put).toHaveLength(3);
  });

  test('takes what a killed run sent and could not write down for sent', async () => {
    const { out } = await run(['--yes'], { there: ['a-1.txt'] });
    expect(out).toContain('2 sent, 1 already there');
    expect(put).toEqual(['a-0.txt', 'a-2.txt']);
  });

  test('lists files that cannot be articles, and sends the others', async () => {
    const files = {
      ...archiveOf(1),
      'photo.jpg': 'x',
      'broken.json': '{ "title": ',
      'both.json': JSON.stringify({ text: TEXT, html: TEXT }),
      'empty.txt': ' \n',
      'empty.html': '<html><body></body></html>',
      'done/a.txt': TEXT,
      'a-0.html': `<html><body><article><p>${TEXT.repeat(20)}</p></article></body></html>`,
      'depeche-trial-1.txt': TEXT,
      'evil\u001b[2J.txt': '',
    };
    const { outcome, out } = await run(['--yes'], { files });
    expect(outcome).toBe(1);
    expect(put).toEqual(['a-0.txt']);
    const codes = Object.fromEntries(
      [...out.matchAll(/^ {2}(\S+): .* \(([a-z-]+)\)$/gm)].map(([, name, code]) => [name, code]),
    );
    expect(codes).toEqual({
      'photo.jpg': 'unsupported-media-type',
      'broken.json': 'invalid-json',
      'both.json': 'invalid-request',
      'empty.txt': 'empty-article',
      'empty.html': 'empty-article',
      'done/a.txt': 'invalid-request',
      'a-0.html': 'id-conflict',
      'depeche-trial-1.txt': 'invalid-request',
      'evil\ufffd[2J.txt': 'empty-article',
    });
    // However often it runs.
    const { refused } = JSON.parse((await run(['--yes', '--json'], { files })).out);
    expect(refused).toHaveLength(9);
    expect(put).toEqual(['a-0.txt']);
    expect(refused[0]).toEqual({
      name: 'photo.jpg',
      problem: { code: 'unsupported-media-type', detail: expect.any(String) },
    });
  });

  test('shows a bar on a terminal', async () => {
    expect((await run(['--yes'], { isTerminal: true })).err).toContain('3/3 articles, 0 refused');
  });
});

test('a pace makes up for no time that was lost', async () => {
  const turn = createPace(2, clock);
  const startedMs = clock.nowMs();
  await turn();
  clock.advance(10_000);
  await turn();
  await turn();
  await turn();
  expect(clock.nowMs() - startedMs).toBe(11_000);
});

describe('its words', () => {
  test.each([
    [['archive'], { kind: 'folder', path: 'archive' }],
    [['s3://my-bucket'], { kind: 'bucket', bucket: 'my-bucket', prefix: '' }],
    [['s3://my-bucket/2025/old'], { kind: 'bucket', bucket: 'my-bucket', prefix: '2025/old' }],
  ])('%j', (words, archive) => {
    const expected = { archive, rate: 1, isAgreed: false, isDryRun: false, restart: false, isJson: false };
    expect(parseArguments(['backfill', ...words])).toEqual({ kind: 'backfill', ...expected });
  });

  test.each([
    [['backfill'], /takes one archive/],
    [['backfill', 'a', 'b'], /takes one archive/],
    [['backfill', 's3:/bucket'], /s3:\/\/BUCKET\/PREFIX/],
    [['backfill', 'a', '--rate', '0'], /--rate takes/],
    [['backfill', 'a', '--rate', '1e3'], /--rate takes/],
    [['backfill', 'a', '--rate=51'], /--rate takes/],
  ])('%j is refused', (words, message) => {
    expect(() => parseArguments(words)).toThrow(message);
  });
});
