import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pMapIterable } from 'p-map';
import { DepecheError } from '../../shared/core/errors.ts';
import type { ArticleInput } from '../../shared/core/input.ts';
import { toPrintable, toPrintableLine } from '../../shared/core/text/to-printable.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Logger } from '../../shared/ports/telemetry/logger.ts';
import type { UseCases } from '../wiring/use-cases.ts';
import { type CommandOutput, commands, describeFailure } from './commands.ts';
import { inFolder, prepareFolder } from './folder-error.ts';
import type { ArticleArguments } from './parse-arguments.ts';
import { type ArticleToDo, readArticles } from './read-articles.ts';
import { showProgress } from './terminal/show-progress.ts';

export interface CliIo {
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean };
  stderr: Writable & { isTTY?: boolean };
}

/** Articles in work at a time, and results that may wait for their turn: what bounds memory. */
const CONCURRENCY = 4;
const BACKPRESSURE = 16;

interface Done {
  id: string;
  output: CommandOutput | undefined;
  error: { code: string; detail: string } | undefined;
}

/**
 * Runs one command over all its articles, in order. Resolves to the exit code: 1 when any article failed. Throws
 * `FolderError`, before anything is paid for where the folder can't be written from the start.
 */
export async function runCommand(
  args: ArticleArguments,
  deps: { useCases: UseCases; logger: Logger; clock: Pick<Clock, 'monotonicMs'>; newId: () => string },
  io: CliIo,
): Promise<0 | 1> {
  const work = async ({ id, input }: ArticleToDo): Promise<Done> => {
    try {
      if (input instanceof DepecheError) throw input;
      const output = await commands[args.command](deps.useCases, input, { correlationId: deps.newId() });
      return { id, output: addRemarks(output, input.remarks), error: undefined };
    } catch (error) {
      deps.logger.debug('article failed', { id, code: describeFailure(error).code });
      return { id, output: undefined, error: describeFailure(error) };
    }
  };
  if (args.outDirectory !== undefined) await prepareFolder(args.outDirectory, '--out');
  const isLines = args.format === 'jsonl';
  const total = isLines ? 0 : args.files.length;
  // A bar where there is more than one article to wait for and somebody watches.
  const isWatched = io.stderr.isTTY === true && (isLines || total > 1);
  const progress = isWatched ? showProgress({ ...io, clock: deps.clock, unit: 'articles', total }) : undefined;
  const nameFile = createFileNames();
  let done = 0;
  let failures = 0;
  progress?.update(done, `${failures} failed`);
  const options = { concurrency: CONCURRENCY, backpressure: BACKPRESSURE };
  try {
    for await (const article of pMapIterable(readArticles(args, io.stdin), work, options)) {
      done += 1;
      if (article.error) failures += 1;
      progress?.update(done, `${failures} failed`);
      await write(article, args, nameFile, io);
    }
  } finally {
    progress?.stop();
  }
  return failures > 0 ? 1 : 0;
}

/** What was noticed on reading stands beside results that have no place for it of their own. */
function addRemarks(output: CommandOutput, remarks: ArticleInput['remarks']): CommandOutput {
  if (!remarks || output.json.warnings !== undefined) return output;
  const lines = remarks.map(({ detail }) => `! ${detail}`);
  return { json: { ...output.json, warnings: remarks }, text: [output.text, ...lines].join('\n') };
}

async function write(done: Done, args: ArticleArguments, nameFile: (id: string) => string, io: CliIo): Promise<void> {
  const { id: _, ...json } = done.output?.json ?? { error: done.error };
  const ordered = { id: done.id, ...json };
  if (args.outDirectory !== undefined && done.output) {
    const isText = args.format === 'text';
    const file = join(args.outDirectory, `${nameFile(done.id)}.${isText ? 'txt' : 'json'}`);
    const content = isText ? `${done.output.text}\n` : `${JSON.stringify(ordered, null, 2)}\n`;
    return inFolder(args.outDirectory, '--out', () => writeFile(file, content));
  }
  if (args.format === 'jsonl') return writeTo(io.stdout, `${JSON.stringify(ordered)}\n`);
  if (done.error) {
    const { code, detail } = done.error;
    return writeTo(io.stderr, `depeche: ${toPrintableLine(done.id)}: ${detail} (${code})\n`);
  }
  if (args.format === 'json') return writeTo(io.stdout, `${JSON.stringify(ordered, null, 2)}\n`);
  const text = done.output?.text ?? '';
  return writeTo(io.stdout, `${io.stdout.isTTY === true ? toPrintable(text) : text}\n`);
}

/** File systems take names of 255 bytes; this leaves room for a number and an extension. */
const MAX_NAME_BYTES = 200;

/** Ids are a stranger's: nothing in them may leave the directory. Composed, because some file systems compose names. */
function fileName(id: string): string {
  const name = id.normalize('NFC').replace(/[^\p{L}\p{N}_-]+/gu, '_');
  // A character that is cut in two becomes U+FFFD, which is no letter.
  const kept = Buffer.from(name)
    .subarray(0, MAX_NAME_BYTES)
    .toString()
    .replace(/\ufffd$/, '');
  return kept || 'article';
}

/** Names for the files of one run: ids that come to the same name are numbered, so that nothing is overwritten. */
function createFileNames(): (id: string) => string {
  const taken = new Map<string, number>();
  return (id) => {
    const name = fileName(id);
    const key = name.toLowerCase();
    const count = (taken.get(key) ?? 0) + 1;
    taken.set(key, count);
    return count === 1 ? name : `${name}.${count}`;
  };
}

async function writeTo(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}
