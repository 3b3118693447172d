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

const unavailable = (cause: unknown) =>
  new DepecheError('translator-unavailable', 'Bedrock does not answer. Try again later.', {
    cause,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });

const misconfigured = (cause: unknown) =>
  new DepecheError(
    'translator-unavailable',
    "Bedrock refuses the service's calls. Check the model id, its region, and permission for bedrock:InvokeModel.",
    { cause, retryable: false },
  );

const timedOut = (cause: unknown) =>
  new DepecheError('timeout', 'The summary was not done in time. Try again.', { cause });

const failed = (cause: unknown) =>
  new DepecheError('translation-failed', 'The model could not summarise the article. Ask for an extractive summary.', {
    cause,
  });

const MODELLED: Record<ModelledError, (error: unknown) => DepecheError> = {
  AccessDeniedException: misconfigured,
  InternalServerException: unavailable,
  ModelErrorException: failed,
  ModelNotReadyException: unavailable,
  ModelTimeoutException: timedOut,
  ResourceNotFoundException: misconfigured,
  ServiceUnavailableException: unavailable,
  ThrottlingException: throttled,
  ValidationException: misconfigured,
};

const BY_NAME: ReadonlyMap<string, (error: unknown) => DepecheError> = new Map(
  // An answer that is no JSON comes from something between us and the service.
  Object.entries({ ...MODELLED, TimeoutError: timedOut, SyntaxError: unavailable }),
);

/** The service's error for anything that a call to Bedrock throws; `signal` tells a deadline from a failure. */
export function mapBedrockError(error: unknown, signal?: AbortSignal): DepecheError {
  if (error instanceof DepecheError) return error;
  if (signal?.aborted) return timedOut(error);
  const { name, code, $metadata, $fault } = error as Partial<BedrockRuntimeServiceException> & { code?: unknown };
  // Sockets fail with a code such as ECONNRESET or ENOTFOUND. The SDK calls some of these a TimeoutError; one of them is.
  if (typeof code === 'string' && code !== 'ETIMEDOUT') return unavailable(error);
  const mapped = BY_NAME.get(name ?? '');
  if (mapped) return mapped(error);
  const status = $metadata?.httpStatusCode;
  if (status === 429) return throttled(error);
  return $fault === 'server' || (status ?? 0) >= 500 ? unavailable(error) : misconfigured(error);
}
