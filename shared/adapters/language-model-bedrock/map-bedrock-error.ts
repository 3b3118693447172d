import type { BedrockRuntimeServiceException } from '@aws-sdk/client-bedrock-runtime';
import { DepecheError } from '../../core/errors.ts';

/** Errors that the API's model names for Converse (API reference). */
type ModelledError =
  | 'AccessDeniedException'
  | 'InternalServerException'
  | 'ModelErrorException'
  | 'ModelNotReadyException'
  | 'ModelTimeoutException'
  | 'ResourceNotFoundException'
  | 'ServiceUnavailableException'
  | 'ThrottlingException'
  | 'ValidationException';

const RETRY_AFTER_SECONDS = 30;

const throttled = (cause: unknown) =>
  new DepecheError('throttled', 'Bedrock takes no more calls for now. Try again shortly.', {
    cause,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });

const unavailable = (cause: unknown, isUnanswered = false) =>
  new DepecheError('translator-unavailable', 'Bedrock does not answer. Try again later.', {
    cause,
    isUnanswered,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });

const misconfigured = (cause: unknown) =>
  new DepecheError(
    'translator-unavailable',
    "Bedrock refuses the service's calls. Check the model id, its region, and permission for bedrock:InvokeModel.",
    { cause, retryable: false, misconfigured: true },
  );

const timedOut = (cause: unknown, isUnanswered = false) =>
  new DepecheError('timeout', 'The language model was not done in time. Try again.', { cause, isUnanswered });

/** Codes of a socket that broke after a request may have gone out on it; any other says that none did. */
const BROKEN_SOCKET = new Set(['ECONNABORTED', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

/** The SDK gives a connection that was never made the same name as an answer that never came. */
const isUnconnected = (error: unknown) => error instanceof Error && error.message.includes('establishing a connection');

const failed = (cause: unknown) =>
  new DepecheError('translation-failed', 'The language model could not answer. Choose another engine.', { cause });

/** How models say that a request does not fit (`ValidationException` has no code for it). */
const TOO_LONG = /too long|too many (?:input )?tokens|context (?:length|window)|maximum (?:input|context|number of) /i;

const isNamed = (error: unknown, name: string): error is Error => error instanceof Error && error.name === name;
const isValidation = (error: unknown): error is Error => isNamed(error, 'ValidationException');

/** The words in which Bedrock refuses what it is asked for; nothing for any other failure. */
export function readRefusal(error: unknown): string | undefined {
  return isValidation(error) ? error.message : undefined;
}

/** Whether a request was refused for its length. */
export function isTooLong(problem: DepecheError): boolean {
  return isValidation(problem.cause) && TOO_LONG.test(problem.cause.message);
}

const MODELLED: Record<ModelledError, (error: unknown) => DepecheError> = {
  AccessDeniedException: misconfigured,
  InternalServerException: (error) => unavailable(error),
  ModelErrorException: failed,
  ModelNotReadyException: (error) => unavailable(error),
  ModelTimeoutException: (error) => timedOut(error),
  ResourceNotFoundException: misconfigured,
  ServiceUnavailableException: (error) => unavailable(error),
  ThrottlingException: throttled,
  ValidationException: misconfigured,
};

const BY_NAME: ReadonlyMap<string, (error: unknown) => DepecheError> = new Map(
  // An answer that is no JSON comes from something between us and the service.
  Object.entries({
    ...MODELLED,
    TimeoutError: (error: unknown) => timedOut(error, !isUnconnected(error)),
    SyntaxError: (error: unknown) => unavailable(error),
  }),
);

/** The service's error for anything that a call to Bedrock throws; `signal` tells a deadline from a failure. */
export function mapBedrockError(error: unknown, signal?: AbortSignal): DepecheError {
  if (error instanceof DepecheError) return error;
  if (signal?.aborted) return timedOut(error);
  const { name, code, $metadata, $fault } = error as Partial<BedrockRuntimeServiceException> & { code?: unknown };
  // Sockets fail with a code such as ECONNRESET or ENOTFOUND. The SDK calls some of these a TimeoutError; one of them is.
  if (typeof code === 'string' && code !== 'ETIMEDOUT') return unavailable(error, BROKEN_SOCKET.has(code));
  const mapped = BY_NAME.get(name ?? '');
  if (mapped) return mapped(error);
  const status = $metadata?.httpStatusCode;
  if (status === 429) return throttled(error);
  return $fault === 'server' || (status ?? 0) >= 500 ? unavailable(error) : misconfigured(error);
}
