import { HTTPException } from 'hono/http-exception';
import type { Problem } from '../../shared/contracts/problem.ts';
import { DepecheError, type ErrorCode } from '../../shared/core/errors.ts';

/** HTTP status and title of every error code; the only place where codes meet statuses. */
export const PROBLEMS = {
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'invalid-json': { status: 400, title: 'The body is not JSON' },
  'invalid-request': { status: 422, title: 'The request does not follow the schema' },
  'empty-article': { status: 422, title: 'There is no article text' },
  'unsupported-language': { status: 422, title: 'The language is not supported' },
  'payload-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body has another type than expected' },
  'not-found': { status: 404, title: 'There is nothing here' },
  forbidden: { status: 403, title: 'A valid API key is needed' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  'id-conflict': { status: 409, title: 'The id belongs to another article' },
  'request-timeout': { status: 408, title: 'The request did not arrive in time' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  'misdirected-request': { status: 421, title: 'This server does not go by that name' },
  'budget-exhausted': { status: 429, title: 'The translation budget of this month is used up' },
  throttled: { status: 429, title: 'Too many requests' },
  'translation-failed': { status: 502, title: 'The translation failed' },
  'translator-unavailable': { status: 503, title: 'The translation engine does not answer' },
  'storage-unavailable': { status: 503, title: 'The store does not answer' },
  timeout: { status: 504, title: 'The work did not fit the time' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<ErrorCode, { status: number; title: string }>;

const INTERNAL_DETAIL = 'Try again; if it stays, report it with the requestId.';

/** When a caller may try again, for errors that pass by themselves and name no time. */
const DEFAULT_RETRY_AFTER_SECONDS = 5;

/** What the framework itself refuses before a handler runs. */
function fromFramework(error: HTTPException): DepecheError | undefined {
  if (error.status === 400) return new DepecheError('invalid-json', 'The body must be one JSON object.');
  if (error.status === 415) {
    return new DepecheError('unsupported-media-type', 'Send the article as JSON with Content-Type: application/json.');
  }
  return undefined;
}

/** Any thrown value as an RFC 9457 problem. What nobody threw on purpose becomes `internal`, without detail. */
export function toProblem(error: unknown, requestId: string) {
  const known =
    error instanceof DepecheError ? error : error instanceof HTTPException ? fromFramework(error) : undefined;
  const code = known?.code ?? 'internal';
  const { status, title }: { status: number; title: string } = PROBLEMS[code];
  const body: Problem = {
    type: `/docs#${code}`,
    title,
    status,
    code,
    detail: known && code !== 'internal' ? known.message : INTERNAL_DETAIL,
    requestId,
  };
  if (known && known.issues.length > 0) body.errors = known.issues.map(({ pointer, detail }) => ({ pointer, detail }));
  if (known?.detectedLanguage) body.detectedLanguage = known.detectedLanguage;
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  if (status === 429 || status === 503) {
    headers['retry-after'] = String(known?.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS);
  }
  return { body, status, headers };
}
