import { hashParts } from '../../shared/app/article/hash-parts.ts';
import { METADATA } from '../../shared/app/use-cases/queue-article.ts';
import { ACCEPTED_PREFIX } from '../../shared/config/constants.ts';
import { articleId, articleInputSchema } from '../../shared/contracts/article-input.ts';
import { separateUnknownMembers } from '../../shared/contracts/unknown-members.ts';
import { findCorrelationId } from '../../shared/contracts/correlation-id.ts';
import { decodeText } from '../../shared/core/text/decode-text.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import type { ArticleInput } from '../../shared/core/input.ts';
import type { Inbox, InboxObject } from '../../shared/ports/inbox.ts';
import { remarkUnknownMembers } from './remark-unknown-members.ts';
import { articleIdOfKey, formatOfKey, type ObjectFormat } from './inbox-key.ts';
import { type Command, parseJson } from './parse-record.ts';

/** The article behind a command, or why it can't be one, under the id that its failure is recorded by. */
export interface IncomingArticle {
  id: string;
  input: ArticleInput | DepecheError;
  correlationId: string;
  apiKeyId: string | undefined;
  /** When it was asked for, epoch milliseconds; `undefined` where nothing tells. */
  askedMs: number | undefined;
}

/** Twice what HTTP takes; text and result of it still fit the function's memory. */
export const MAX_OBJECT_BYTES = 10_000_000;

/** Uploads that name no type get `binary/octet-stream` or `application/octet-stream`; their bytes are looked at later. */
const ACCEPTED_TYPE = /^(text\/|(application|binary)\/octet-stream\b|application\/(json|xhtml\+xml)\b|.*\+json\b)/i;

const acceptsType = (contentType: string | undefined) => contentType === undefined || ACCEPTED_TYPE.test(contentType);

/**
 * Reads the article. What is wrong with it for good is part of the answer; throws `DepecheError` for what passes
 * (`storage-unavailable`), and for an event without an id that could be told of a failure (`invalid-request`).
 */
export async function readArticle(
  inbox: Pick<Inbox, 'get'>,
  command: Exclude<Command, { kind: 'folder' }>,
): Promise<IncomingArticle> {
  const { correlationId, askedMs } = command;
  if (command.kind === 'detail') {
    const input = parseInput(command.detail, undefined);
    const id = readId(command.detail);
    if (id === undefined && input instanceof DepecheError) throw input;
    return { id: id ?? hashId([input]), input, correlationId, askedMs, apiKeyId: undefined };
  }
  const { location } = command;
  const keyId = articleIdOfKey(location.key);
  const id = keyId ?? hashId([location.key]);
  try {
    const format = formatOfKey(location.key);
    if (!format) {
      throw new DepecheError('unsupported-media-type', 'The object must end in .txt, .html, .htm or .json.');
    }
    if ((command.bytes ?? 0) > MAX_OBJECT_BYTES) throw tooLarge();
    const object = await inbox.get(location, { maxBytes: MAX_OBJECT_BYTES, acceptsType });
    const { metadata } = object;
    const parsed = parseObject(object, format, keyId, id);
    return {
      ...parsed,
      input: isDerivedByUs(location.key, metadata) ? markDerived(parsed.input) : parsed.input,
      correlationId: findCorrelationId(metadata[METADATA.correlationId]) ?? correlationId,
      apiKeyId: metadata[METADATA.apiKeyId],
      askedMs: readTime(metadata[METADATA.askedAt]) ?? askedMs,
    };
  } catch (error) {
    if (!(error instanceof DepecheError) || error.retryable) throw error;
    return { id, input: error, correlationId, askedMs, apiKeyId: undefined };
  }
}

/** Whether the API made the id of an object that it put there itself. */
function isDerivedByUs(key: string, metadata: InboxObject['metadata']): boolean {
  return key.startsWith(ACCEPTED_PREFIX) && metadata[METADATA.idIsDerived] === 'true';
}

function markDerived(input: IncomingArticle['input']): IncomingArticle['input'] {
  return input instanceof DepecheError ? input : { ...input, idIsDerived: true };
}

/** What the object itself states goes before what its key says. */
function parseObject(object: InboxObject, format: ObjectFormat, keyId: string | undefined, otherwise: string) {
  const content = decodeText(object.body);
  if (format !== 'json') return { id: keyId ?? otherwise, input: parseInput({ [format]: content }, keyId) };
  const value = parseJson(content, 'The object must be one JSON document.');
  return { id: readId(value) ?? otherwise, input: parseInput(value, keyId) };
}

/** Epoch milliseconds of an ISO 8601 time; `undefined` for anything else. */
function readTime(text: string | undefined): number | undefined {
  const timeMs = Date.parse(text ?? '');
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

function parseInput(value: unknown, keyId: string | undefined): ArticleInput | DepecheError {
  const { known, unknown } = separateUnknownMembers(value);
  const parsed = articleInputSchema().safeParse(known);
  if (parsed.success) return { ...parsed.data, id: parsed.data.id ?? keyId, ...remarkUnknownMembers(unknown) };
  const issues = parsed.error.issues.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, detail: message }));
  const summary = issues.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ');
  return new DepecheError('invalid-request', `The article does not follow the schema: ${summary}.`, { issues });
}

/** The id that an article states, also one that is otherwise wrong. */
function readId(value: unknown): string | undefined {
  const parsed = articleId().safeParse(
    typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined,
  );
  return parsed.success ? parsed.data : undefined;
}

/** Names a failure whose article has no name. */
function hashId(parts: readonly unknown[]): string {
  return hashParts(parts).slice(0, 32);
}

function tooLarge(): DepecheError {
  return new DepecheError('payload-too-large', `An object may have at most ${MAX_OBJECT_BYTES} bytes.`);
}
