import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import * as z from 'zod';
import { remarkUnknownMembers } from '../events/remark-unknown-members.ts';
import { articleInputSchema } from '../../shared/contracts/article-input.ts';
import { pointTo } from '../../shared/contracts/unknown-members.ts';
import { decodeText } from '../../shared/core/text/decode-text.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import type { ArticleInput } from '../../shared/core/input.ts';
import type { ArticleArguments } from './parse-arguments.ts';

/** One article to work on, or why what stood there can't be one. */
export interface ArticleToDo {
  /** As results repeat it: the line's own id, or the file's name. */
  id: string;
  input: ArticleInput | DepecheError;
}

/** A whole file or line is held in memory, so it has a bound; far above any article. */
export const MAX_INPUT_BYTES = 50_000_000;

/**
 * A line of `--jsonl`. More lenient than the API, because here nothing is stored and the text is whatever was scraped:
 * any id, and what can't be sent as it is gets repaired by the cleaner.
 */
const lineSchema = z
  .object({
    id: z.union([z.string(), z.number()]).transform(String).optional(),
    title: z.string().nullish(),
    text: z.string().optional(),
    html: z.string().optional(),
    source: articleInputSchema().shape.source,
    publishedAt: articleInputSchema().shape.publishedAt,
    url: articleInputSchema().shape.url,
    keep: articleInputSchema().shape.keep,
    engine: articleInputSchema().shape.engine,
  })
  .refine((line) => (line.text === undefined) !== (line.html === undefined), {
    message: 'needs exactly one of text and html',
  });

type Options = Pick<ArticleArguments, 'files' | 'format' | 'html' | 'target' | 'sentences' | 'engine'> & {
  keep: readonly string[];
};

/** The articles of all files in order, one at a time, so that memory stays flat however many there are. */
export async function* readArticles(options: Options, stdin: Readable): AsyncGenerator<ArticleToDo> {
  for (const file of options.files) {
    const id = file === '-' ? 'stdin' : basename(file, extname(file));
    const stream = file === '-' ? stdin : await openFile(file);
    if (stream instanceof DepecheError) yield { id, input: stream };
    else if (options.format === 'jsonl') yield* readLines(stream, options);
    else yield await readWhole(stream, file, id, options);
  }
}

async function openFile(file: string): Promise<Readable | DepecheError> {
  const stream = createReadStream(file);
  try {
    await once(stream, 'open');
    if ((await stat(file)).isDirectory()) throw new Error('a directory');
    return stream;
  } catch (cause) {
    return unreadable(cause);
  }
}

function unreadable(cause: unknown): DepecheError {
  return new DepecheError('not-found', 'The input cannot be read; check its name, its rights and its disk.', { cause });
}

/** What a stream holds. A file that opens may still refuse to be read. Throws `not-found`. */
async function* readChunks(stream: Readable): AsyncGenerator<Buffer> {
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (cause) {
    throw unreadable(cause);
  }
}

function complete(
  part: Pick<ArticleInput, 'title' | 'text' | 'html' | 'source' | 'keep' | 'engine' | 'remarks'>,
  options: Options,
): ArticleInput {
  const keep = [...(part.keep ?? []), ...options.keep];
  return {
    ...part,
    ...(keep.length === 0 ? {} : { keep }),
    target: options.target,
    engine: part.engine ?? options.engine,
    summary: { sentences: options.sentences, method: 'extractive' },
    refresh: false,
  };
}

/** A file by the end of its name, as in the inbox: the input as JSON, a page, or else text. */
async function readWhole(stream: Readable, file: string, id: string, options: Options): Promise<ArticleToDo> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const isHtml = options.html || /\.html?$/i.test(file);
  try {
    for await (const chunk of readChunks(stream)) {
      bytes += chunk.length;
      if (bytes > MAX_INPUT_BYTES) return { id, input: tooLarge() };
      chunks.push(chunk);
    }
    const content = decodeText(Buffer.concat(chunks));
    if (!isHtml && /\.json$/i.test(file)) return parseInput(content, { id, name: 'The file' }, options);
    const part = isHtml ? { html: content } : { text: content };
    return { id, input: complete({ ...part, source: 'fr' }, options) };
  } catch (error) {
    if (error instanceof DepecheError) return { id, input: error };
    throw error;
  }
}

async function* readLines(stream: Readable, options: Options): AsyncGenerator<ArticleToDo> {
  let number = 0;
  try {
    for await (const line of splitLines(stream)) {
      number += 1;
      if (line instanceof DepecheError) yield { id: `line-${number}`, input: line };
      else if (line.trim() !== '') {
        yield parseInput(line, { id: `line-${number}`, name: `Line ${number}` }, options);
      }
    }
  } catch (error) {
    if (!(error instanceof DepecheError)) throw error;
    yield { id: `line-${number + 1}`, input: error };
  }
}

/** An article in JSON; `place` is where it stands, and the id of one that has none of its own. */
function parseInput(json: string, place: { id: string; name: string }, options: Options): ArticleToDo {
  let value: unknown;
  try {
    // Windows tools begin a file with a byte order mark, which `trim` takes off.
    value = JSON.parse(json.trim());
  } catch (cause) {
    return { id: place.id, input: new DepecheError('invalid-json', `${place.name} is not JSON.`, { cause }) };
  }
  const parsed = lineSchema.safeParse(value);
  if (parsed.success) {
    const { id, title, ...rest } = parsed.data;
    const part = { ...rest, title: title ?? undefined, ...remarkUnknownMembers(findUnknown(value)) };
    return { id: id ?? place.id, input: complete(part, options) };
  }
  const issues = parsed.error.issues.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, detail: message }));
  const summary = issues.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; ');
  const error = new DepecheError('invalid-request', `${place.name}: ${summary}`, { issues });
  return { id: readId(value) ?? place.id, input: error };
}

/** What an article may have elsewhere: its target, its number of sentences. */
const isOption = (name: string) => name in articleInputSchema().shape;

/** Members that are not read here, be they mistyped or said by an option of the command. */
function findUnknown(value: unknown) {
  const known = Object.keys(lineSchema.shape);
  const names = Object.keys(value as object).filter((name) => !known.includes(name));
  return names.map((name) => ({ pointer: pointTo([name]), name, known, isOption: isOption(name) }));
}

/** The id of a line that is otherwise wrong, so that its error can be matched to it. */
function readId(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

/** Lines of a stream; one that is too long is reported and skipped, not collected. */
async function* splitLines(stream: Readable): AsyncGenerator<string | DepecheError> {
  const decoder = new StringDecoder('utf8');
  let held: string[] = [];
  let heldLength = 0;
  let isSkipping = false;
  for await (const chunk of readChunks(stream)) {
    const parts = decoder.write(chunk).split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      if (isSkipping) yield tooLarge();
      else yield [...held, part].join('');
      held = [];
      heldLength = 0;
      isSkipping = false;
    }
    if (isSkipping) continue;
    held.push(last);
    heldLength += last.length;
    if (heldLength > MAX_INPUT_BYTES) {
      isSkipping = true;
      held = [];
    }
  }
  if (isSkipping) yield tooLarge();
  else if (heldLength > 0) yield held.join('');
}

function tooLarge(): DepecheError {
  return new DepecheError('payload-too-large', `An article may have at most ${MAX_INPUT_BYTES} bytes.`);
}
