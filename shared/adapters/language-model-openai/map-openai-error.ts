import { APIConnectionError, APIError } from 'openai';
import { DepecheError } from '../../core/errors.ts';
import { createEngineErrors } from '../engine-calls/engine-errors.ts';

const { throttled, unavailable, misconfigured, timedOut } = createEngineErrors('The language model');

/** Codes under which no connection came about, so that nothing was sent (Node, undici). Any other may come after. */
const UNCONNECTED = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ...['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_SSL_WRONG_VERSION_NUMBER'],
]);

/** How servers say that the settings name a model they do not have, that they no longer have, or a way they do not know. */
const NO_MODEL = /model_not_found|decommissioned|deprecated|retired|model\b.*(?:not found|not exist|not available)/i;
const NO_MONEY = /insufficient_quota|billing|credit/i;
const TOO_LONG = /context_length|context (?:length|size|window)|too long|too many tokens|maximum context/i;

const wordsOf = ({ code, message }: APIError) => `${code ?? ''} ${message}`;

/** The words in which a server refuses what it is asked for; nothing for any other failure. */
export function readRefusal(error: unknown): string | undefined {
  return error instanceof APIError && (error.status === 400 || error.status === 422) ? wordsOf(error) : undefined;
}

/** How a request can be refused for its text, which is an answer of its kind. */
export function readTextRefusal({ cause }: DepecheError): 'max-tokens' | 'filtered' | undefined {
  if (!(cause instanceof APIError)) return undefined;
  if (cause.status === 413) return 'max-tokens';
  const refusal = readRefusal(cause);
  if (refusal === undefined) return undefined;
  if (TOO_LONG.test(refusal)) return 'max-tokens';
  return /content_filter|content_policy/i.test(refusal) ? 'filtered' : undefined;
}

/** How long the server itself asks to be left alone; 0 where it does not say. */
export function readRetryAfterMs(error: unknown, nowMs: number): number {
  const value = error instanceof APIError ? error.headers?.get('retry-after') : undefined;
  if (!value) return 0;
  const milliseconds = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - nowMs;
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : 0;
}

/** The service's error for an answer that is none of a chat: it may have been billed, and would be again. */
export function notAnAnswer(cause?: unknown): DepecheError {
  return misconfigured(cause, 'Its answer is no chat completion: check DEPECHE_OPENAI_BASE_URL.', true);
}

/** The service's error for anything that a call throws; `signal` tells a deadline from a failure. */
export function mapOpenaiError(error: unknown, signal?: AbortSignal): DepecheError {
  if (error instanceof DepecheError) return error;
  if (signal?.aborted) return timedOut(error);
  if (isNamed(error, 'TimeoutError')) return timedOut(error, true);
  if (error instanceof SyntaxError) return unavailable(error, true);
  if (error instanceof APIConnectionError || !(error instanceof APIError)) {
    return unavailable(error, !UNCONNECTED.has(codeOf(error) ?? ''));
  }
  return mapStatus(error);
}

function mapStatus(error: APIError): DepecheError {
  const { status = 0 } = error;
  const words = wordsOf(error);
  if (status === 429) {
    if (NO_MONEY.test(words)) return misconfigured(error, 'Its account has no money left.');
    return throttled(error, Math.ceil(readRetryAfterMs(error, Date.now()) / 1_000) || undefined);
  }
  if (status === 408 || status === 409 || status >= 500) return unavailable(error);
  if (status === 401 || status === 403) return misconfigured(error, 'Check DEPECHE_OPENAI_API_KEY.');
  if (status === 404 || NO_MODEL.test(words)) {
    return misconfigured(error, 'Check DEPECHE_OPENAI_MODEL and DEPECHE_OPENAI_BASE_URL.');
  }
  return misconfigured(error, 'Check that DEPECHE_OPENAI_MODEL is a model for chats.');
}

const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name;

/** The code of the innermost error that has one: fetch wraps what the socket says. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const inner = codeOf(error.cause);
  const own = (error as { code?: unknown }).code;
  return inner ?? (typeof own === 'string' ? own : undefined);
}
