import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import fc, { type Arbitrary } from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runModelsCommand } from '../../functions/cli/models.ts';
import { COMMANDS, type ModelsArguments, parseArguments } from '../../functions/cli/parse-arguments.ts';
import { UsageError } from '../../functions/cli/usage-error.ts';
import { runCommand } from '../../functions/cli/run-command.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createModelStore } from '../../shared/adapters/model-store/create-model-store.ts';
import { DepecheError, ERROR_CODES } from '../../shared/core/errors.ts';
import { startApp } from '../functions/http/start-app.ts';
import { expectCleanPrototypes } from './support/check-answer.ts';
import { anyJson, hostileBody, hostileId, hostileInput, hostileText, oddString } from './support/hostile-values.ts';
import { runs } from '../support/runs.ts';

let world: Awaited<ReturnType<typeof startApp>>;
let root: string;
beforeAll(async () => {
  // Equal lines wait for one another; with a manual clock that wait would pass at once, however slow the work.
  world = await startApp({ overrides: { clock: createSystemClock() } });
  root = mkdtempSync(join(tmpdir(), 'depeche-fuzz-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Runs the words after `depeche`, its input cut into pieces of this size. */
async function run(words: readonly string[], stdin: Uint8Array, { pieceBytes = 7, isTerminal = false } = {}) {
  const args = parseArguments(words);
  if (args.kind !== 'articles') throw new Error('not a command on articles');
  const stdout = Object.assign(new PassThrough(), { isTTY: isTerminal });
  const stderr = new PassThrough();
  const output = Promise.all([text(stdout), text(stderr)]);
  const pieces = function* () {
    for (let at = 0; at < stdin.length; at += pieceBytes) yield Buffer.from(stdin.subarray(at, at + pieceBytes));
  };
  const io = { stdin: Readable.from(pieces()), stdout, stderr };
  const exitCode = await runCommand(args, { ...world.container, newId: () => 'test' }, io);
  stdout.end();
  stderr.end();
  const [out, err] = await output;
  return { exitCode, out, err };
}

const LINE_BREAK = 0x0a;

/** One line of input, as bytes: it may hold anything but a line feed. */
const line: Arbitrary<Uint8Array> = fc
  .oneof(
    hostileInput.map((input) => Buffer.from(JSON.stringify(input))),
    anyJson.map((value) => Buffer.from(JSON.stringify(value) ?? '')),
    hostileBody.map((bytes) => Buffer.from(bytes)),
    oddString.map((value) => Buffer.from(value)),
    fc.constantFrom('', '\r', ' ', '{"id":"__proto__","text":"Le port a rouvert."}').map((value) => Buffer.from(value)),
  )
  .map((bytes) => bytes.filter((byte) => byte !== LINE_BREAK));

describe('depeche --jsonl', () => {
  const command = fc.constantFrom(...COMMANDS);

  test('answers every line in order, whatever stands in the others, and says by its exit code whether one failed', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 8 }),
        command,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (lines, name, lineEnd, isEnded) => {
          // A line of our own between any two tells which answer belongs where.
          const marked = lines.flatMap((bytes, index) => [
            bytes,
            Buffer.from(`{"id":"own-${index}","text":"Le port a rouvert mardi."}`),
          ]);
          const input = Buffer.concat(
            marked.flatMap((bytes, index) => (index === 0 ? [bytes] : [Buffer.from(lineEnd), bytes])),
          );
          const { exitCode, out, err } = await run(
            [name, '--jsonl'],
            isEnded ? Buffer.concat([input, Buffer.from(lineEnd)]) : input,
          );
          const answers = out
            .split('\n')
            .filter(Boolean)
            .map((row) => JSON.parse(row) as { id: string; error?: { code: string } });
          expect(err).toBe('');
          for (const { id, error } of answers) {
            expect(typeof id).toBe('string');
            if (error) expect(ERROR_CODES).toContain(error.code);
            expect(error?.code).not.toBe('internal');
          }
          const own = answers.filter(({ id }) => /^own-\d+$/.test(id));
          expect(own.map(({ id }) => id)).toEqual(lines.map((_, index) => `own-${index}`));
          expect(own.filter(({ error }) => error)).toEqual([]);
          // Between two lines of ours stands at most the one answer to what was sent between them.
          expect(answers.length).toBeLessThanOrEqual(2 * lines.length);
          expect(exitCode).toBe(answers.some(({ error }) => error) ? 1 : 0);
          expectCleanPrototypes();
        },
      ),
      runs(25),
    ));

  test('skips a line that is too long without keeping it, and answers the next', async () => {
    const line = Buffer.alloc(51_000_000, 'a');
    const input = Buffer.concat([line, Buffer.from('\n{"id":"next","text":"Le port a rouvert mardi."}\n')]);
    const { exitCode, out } = await run(['segment', '--jsonl'], input, { pieceBytes: 1 << 20 });
    const answers = out
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row));
    expect(answers).toMatchObject([{ id: 'line-1', error: { code: 'payload-too-large' } }, { id: 'next' }]);
    expect(exitCode).toBe(1);
  });
});

describe('depeche --out', () => {
  const ids = fc.array(
    fc.oneof(
      hostileId,
      fc.constantFrom(
        '../x',
        '..',
        '/etc/passwd',
        'CON',
        'a/../b',
        'é',
        'e\u0301',
        'É',
        '漢'.repeat(200),
        '😀'.repeat(99),
      ),
    ),
    { minLength: 1, maxLength: 6 },
  );

  test('writes one file an article and nothing anywhere else, whatever the ids are', () =>
    fc.assert(
      fc.asyncProperty(ids, async (given) => {
        const outside = mkdtempSync(join(root, 'out-'));
        const directory = join(outside, 'results');
        const input = given.map((id) => `${JSON.stringify({ id, text: 'Le port a rouvert mardi.' })}\n`).join('');
        const { exitCode } = await run(['segment', '--jsonl', '--out', directory], Buffer.from(input), {
          pieceBytes: 4_096,
        });
        expect(exitCode).toBe(0);
        expect(readdirSync(outside)).toEqual(['results']);
        const files = readdirSync(directory);
        expect(files).toHaveLength(given.length);
        for (const file of files) expect(statSync(join(directory, file)).isFile()).toBe(true);
        const written = files.map(
          (file) => (JSON.parse(readFileSync(join(directory, file), 'utf8')) as { id: string }).id,
        );
        expect(written.sort()).toEqual([...given].sort());
      }),
      runs(25),
    ));
});

test('nothing that reaches a terminal can command it', () =>
  fc.assert(
    fc.asyncProperty(hostileText, fc.constantFrom('clean', 'segment', 'process'), async (text, name) => {
      const { out, err } = await run([name], Buffer.from(text), { isTerminal: true, pieceBytes: 4_096 });
      expect(out + err).not.toMatch(/[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/u);
    }),
    runs(25),
  ));

test('no words on the command line do anything but what is documented', () =>
  fc.assert(
    fc.property(
      fc.array(fc.oneof(oddString, hostileId, fc.constantFrom('--out', '--json', '--to', 'clean', '--', '-')), {
        maxLength: 5,
      }),
      (words) => {
        try {
          parseArguments(words);
        } catch (error) {
          if (!(error instanceof UsageError)) throw error;
        }
      },
    ),
    runs(500),
  ));

describe('depeche models', () => {
  const sink = () => Object.assign(new PassThrough().resume(), { isTTY: false });
  beforeEach(() => {
    mkdirSync(join(root, 'models', 'mine'), { recursive: true });
    mkdirSync(join(root, 'beside'), { recursive: true });
    writeFileSync(join(root, 'beside', 'kept.txt'), 'kept');
    writeFileSync(join(root, 'models', 'kept.txt'), 'kept');
  });

  const name = fc.oneof(
    hostileId,
    fc.constantFrom(
      '../beside',
      '..',
      '.',
      '',
      '/',
      '../models/mine/../../beside',
      'mine/../../beside',
      'kept.txt',
      '.mine.partial',
    ),
    fc.constantFrom('__proto__', 'constructor', 'mine\0', 'mine/', './mine'),
  );

  test('removes, pulls and verifies nothing by a name that is not a model’s', () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom('remove', 'pull', 'verify'), name, async (action, given) => {
        const store = createModelStore({ directory: join(root, 'models'), published: [] });
        const args: ModelsArguments = { kind: 'models', action, names: [given], format: 'text' };
        const failure = await runModelsCommand(args, store, { stdout: sink(), stderr: sink() }).catch(
          (error: unknown) => error,
        );
        expect(failure).toBeInstanceOf(DepecheError);
        expect(readFileSync(join(root, 'beside', 'kept.txt'), 'utf8')).toBe('kept');
        expect(readdirSync(join(root, 'models')).sort()).toEqual(['kept.txt', 'mine']);
      }),
      runs(150),
    ));
});
