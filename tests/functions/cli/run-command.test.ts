import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { FolderError } from '../../../functions/cli/folder-error.ts';
import { parseArguments } from '../../../functions/cli/parse-arguments.ts';
import { runCommand } from '../../../functions/cli/run-command.ts';
import { ARTICLE, startApp } from '../http/start-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'depeche-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the words after `depeche` on this standard input. */
async function run(words: string[], stdin: string, isTerminal = false, app: Parameters<typeof startApp>[0] = {}) {
  const { container, engine } = await startApp(app);
  const args = parseArguments(words);
  if (args.kind !== 'articles') throw new Error('not a command on articles');
  const stdout = new PassThrough();
  const stderr = Object.assign(new PassThrough(), { isTTY: isTerminal });
  const out = text(stdout);
  const err = text(stderr);
  const io = { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr };
  const exitCode = await runCommand(args, { ...container, newId: () => 'test' }, io);
  stdout.end();
  stderr.end();
  return { exitCode, out: await out, err: await err, engine };
}

const lines = (out: string): Record<string, unknown>[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const jsonl = (...rows: unknown[]): string => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;

describe('depeche on lines', () => {
  test.each([
    ['clean', ['id', 'title', 'text', 'cleaning']],
    ['segment', ['id', 'sentences']],
    ['summarize', ['id', 'summary', 'sentences']],
    ['translate', ['id', 'translation', 'sentences']],
  ])('%s writes exactly its members', async (command, members) => {
    const { out, exitCode } = await run([command, '--jsonl'], jsonl({ id: 1, ...ARTICLE }));
    expect(lines(out).map((row) => Object.keys(row))).toEqual([members]);
    expect(lines(out)[0]?.id).toBe('1');
    expect(exitCode).toBe(0);
  });

  test('translate marks what failed a check where it stands, for people too', async () => {
    const lossy = { translator: { translateSentence: () => 'The port has 999 quays.' } };
    const given = { id: 1, title: 'Un port', text: 'Le port compte 12 quais.' };
    const { out } = await run(['translate', '--jsonl'], jsonl(given), false, lossy);
    expect(lines(out)).toMatchObject([
      {
        sentences: [{ source: given.text, issues: ['number-altered'] }],
        warnings: [{ code: 'integrity', sentences: [0] }],
      },
    ]);
    expect((await run(['translate'], given.text, false, lossy)).out).toMatch(/^! Check .*\n$/m);
  });

  test('keeps the order of its input and its ids, also of lines that fail, and then exits with 1', async () => {
    const rows = Array.from({ length: 40 }, (_, index) =>
      index % 7 === 3 ? { id: `bad-${index}` } : { id: `a-${index}`, ...ARTICLE, title: `${ARTICLE.title} ${index}` },
    );
    const { out, exitCode } = await run(['process', '--jsonl', '--sentences', '2'], jsonl(...rows));
    expect(lines(out).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(lines(out)[3]).toEqual({ id: 'bad-3', error: { code: 'invalid-request', detail: expect.any(String) } });
    expect(exitCode).toBe(1);
  });

  test.each(['clean', 'segment', 'summarize', 'process'])('%s says which members it did not read', async (command) => {
    const { out, exitCode } = await run([command, '--jsonl'], jsonl({ id: 1, ...ARTICLE, titel: 'x', target: 'de' }));
    expect(exitCode).toBe(0);
    const detail = 'Not read: /titel is not known; did you mean title?, /target is said by an option of the command';
    expect(lines(out)[0]?.warnings).toEqual([{ code: 'unknown-member', detail }]);
  });

  test('segments the text as it is, losing nothing but white space', async () => {
    const given = 'Publicité\n\nLe port a rouvert.Le maire  est venu. Partager';
    const { out } = await run(['segment', '--jsonl'], jsonl({ id: 'a', text: given }));
    const sentences = lines(out)[0]?.sentences as string[];
    expect(sentences).toEqual(['Publicité', 'Le port a rouvert.', 'Le maire  est venu.', 'Partager']);
  });

  test('shows progress on a terminal only', async () => {
    const input = jsonl({ id: 'a', ...ARTICLE }, { id: 'b', ...ARTICLE });
    expect((await run(['clean', '--jsonl'], input, true)).err).toContain('articles');
    expect((await run(['clean', '--jsonl'], input)).err).toBe('');
  });
});

describe('depeche for people', () => {
  test('prints the article, its summary, the cost', async () => {
    const { out, exitCode } = await run(['process'], `${ARTICLE.title}\n\n${ARTICLE.text}`);
    expect(out).toContain('•');
    expect(out).toContain('Résumé');
    expect(out).toMatch(/memory: \d+ characters billed/);
    expect(exitCode).toBe(0);
  });

  test('names every removal of a cleaning', async () => {
    const { out } = await run(['clean'], ARTICLE.text);
    expect(out).toContain('Partager sur Facebook');
    expect(out).toContain('Cleaned:');
  });

  test('says what processing would bill, and bills nothing', async () => {
    const { out, engine } = await run(['estimate'], ARTICLE.text);
    expect(out).toMatch(/^\d+ characters with memory: \d+ billed/);
    expect(engine.stats.calls).toBe(0);
  });

  test('prints one JSON document', async () => {
    const { out } = await run(['process', '--json'], ARTICLE.text);
    expect(JSON.parse(out)).toMatchObject({ id: 'stdin', status: 'completed' });
  });

  test('tells why an article failed on standard error', async () => {
    const { out, err, exitCode } = await run(['process'], ' \n');
    expect(out).toBe('');
    expect(err).toMatch(/^depeche: stdin: .*\(empty-article\)/);
    expect(exitCode).toBe(1);
  });

  test('writes one file an article, and no name leaves the directory', async () => {
    const out = join(folder, 'results');
    const rows = jsonl({ id: '../../escape', ...ARTICLE }, { id: 'b', ...ARTICLE }, { id: 'B', ...ARTICLE });
    await run(['clean', '--jsonl', '--out', out], rows);
    expect(readdirSync(out).sort()).toEqual(['B.2.json', '_escape.json', 'b.json']);
    expect(JSON.parse(readFileSync(join(out, 'b.json'), 'utf8'))).toMatchObject({ id: 'b' });
    const file = join(folder, 'port.txt');
    writeFileSync(file, ARTICLE.text);
    await run(['clean', file, '--out', out], '');
    expect(readFileSync(join(out, 'port.txt'), 'utf8')).toContain('chalutiers');
  });

  // No one may make folders in /sys, not even root.
  test.each([
    ['a file', join(folder, 'taken')],
    ['below a file', join(folder, 'taken', 'below')],
    ['not to be made', '/proc/depeche/results'],
    ['not writable', '/sys/depeche'],
  ])('says what to do about a directory that is %s, before anything is paid for', async (_, out) => {
    writeFileSync(join(folder, 'taken'), '');
    const { container, engine } = await startApp();
    const args = parseArguments(['process', '--out', out]);
    if (args.kind !== 'articles') throw new Error('not a command on articles');
    const io = {
      stdin: Readable.from([Buffer.from(ARTICLE.text)]),
      stdout: new PassThrough(),
      stderr: new PassThrough(),
    };
    const ran = runCommand(args, { ...container, newId: () => 'test' }, io);
    await expect(ran).rejects.toThrow(FolderError);
    await expect(ran).rejects.toThrow(new RegExp(`^${out} .*Choose another folder with --out`));
    expect(engine.stats.calls).toBe(0);
  });

  test('says so when the place of a result is taken by a directory', async () => {
    const out = join(folder, 'full');
    mkdirSync(join(out, 'a.json'), { recursive: true });
    await expect(run(['clean', '--jsonl', '--out', out], jsonl({ id: 'a', ...ARTICLE }), true)).rejects.toThrow(
      `${join(out, 'a.json')} holds a directory where a file is to be written. Choose another folder with --out`,
    );
  });

  test('finds the article in a page', async () => {
    const page = `<html><body><article><p>${ARTICLE.text.split('\n\n').join('</p><p>')}</p></article></body></html>`;
    const { out } = await run(['segment', '--html'], page);
    expect(out).toContain('Les armateurs attendaient cette date depuis la tempête de janvier.');
    expect(out).not.toContain('<p>');
  });
});
