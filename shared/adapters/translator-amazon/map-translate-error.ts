import type { DetectedLanguageLowConfidenceException, TranslateServiceException } from '@aws-sdk/client-translate';
import { DepecheError } from '../../core/errors.ts';

/** Errors that the API's model names for TranslateText (API reference). */
type ModelledError =
  | 'DetectedLanguageLowConfidenceException'
  | 'InternalServerException'
  | 'InvalidRequestException'
  | 'ResourceNotFoundException'
  | 'ServiceUnavailableException'
  | 'TextSizeLimitExceededException'
  | 'TooManyRequestsException'
  | 'UnsupportedLanguagePairException';

/** Seconds after which a caller may try again when throttled, and when the service is down. */
const THROTTLED_RETRY_AFTER_SECONDS = 5;
const UNAVAILABLE_RETRY_AFTER_SECONDS = 30;

const throttled = (cause: unknown) =>
  new DepecheError('throttled', 'Amazon Translate takes no more calls for now. Try again shortly.', {
    cause,
    retryAfterSeconds: THROTTLED_RETRY_AFTER_SECONDS,
  });

const unavailable = (cause: unknown, isUnanswered = false) =>
  new DepecheError('translator-unavailable', 'Amazon Translate does not answer. Try again later.', {
    cause,
    isUnanswered,
    retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS,
  });

const misconfigured = (cause: unknown, whatToCheck: string) =>
  new DepecheError('translator-unavailable', `Amazon Translate refuses the service's calls. ${whatToCheck}`, {
    cause,
    retryable: false,
    misconfigured: true,
  });

const refusedText = (cause: unknown) =>
  new DepecheError(
    'translation-failed',
    'Amazon Translate refuses the text. Check the article for unusual characters.',
    {
      cause,
      retryable: false,
    },
  );

const timedOut = (cause: unknown, isUnanswered = false) =>
  new DepecheError('timeout', 'The translation was not done in time. Try again.', { cause, isUnanswered });

/** Codes of a socket that broke after a request may have gone out on it; any other says that none did. */
const BROKEN_SOCKET = new Set(['ECONNABORTED', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

/** The SDK gives a connection that was never made the same name as an answer that never came. */
const isUnconnected = (error: unknown) => error instanceof Error && error.message.includes('establishing a connection');

const MODELLED: Record<ModelledError, (error: unknown) => DepecheError> = {
  TooManyRequestsException: throttled,
  InternalServerException: (error) => unavailable(error),
  ServiceUnavailableException: (error) => unavailable(error),
  InvalidRequestException: refusedText,
  TextSizeLimitExceededException: refusedText,
  ResourceNotFoundException: (error) => misconfigured(error, 'Check the name of the custom terminology.'),
  UnsupportedLanguagePairException: (error) =>
    new DepecheError('unsupported-language', 'Amazon Translate does not offer this language. Choose another target.', {
      cause: error,
    }),
  DetectedLanguageLowConfidenceException: (error) => {
    const { DetectedLanguageCode: detectedLanguage } = error as DetectedLanguageLowConfidenceException;
    return new DepecheError(
      'unsupported-language',
      'The language of the text is not certain. Name it instead of letting it be detected.',
      { cause: error, ...(detectedLanguage ? { detectedLanguage } : {}) },
    );
  },
};

/** What gateways and the SDK throw under names that the model does not have. */
const UNMODELLED: Record<string, (error: unknown) => DepecheError> = {
  ThrottlingException: throttled,
  ThrottledException: throttled,
  RequestLimitExceeded: throttled,
  ValidationException: refusedText,
  SerializationException: refusedText,
  TimeoutError: (error) => timedOut(error, !isUnconnected(error)),
  // An answer that is no JSON comes from something between us and the service.
  SyntaxError: (error) => unavailable(error),
};

const BY_NAME: ReadonlyMap<string, (error: unknown) => DepecheError> = new Map(
  Object.entries({ ...MODELLED, ...UNMODELLED }),
);

/** The service's error for anything that a call to Amazon Translate throws; `signal` tells a deadline from a failure. */
export function mapTranslateError(error: unknown, signal?: AbortSignal): DepecheError {
  if (error instanceof DepecheError) return error;
  if (signal?.aborted) return timedOut(error);
  const { name, code, $metadata, $fault } = error as Partial<TranslateServiceException> & { code?: unknown };
  // Sockets fail with a code such as ECONNRESET or ENOTFOUND. The SDK calls some of these a TimeoutError; one of them is.
  if (typeof code === 'string' && code !== 'ETIMEDOUT') return unavailable(error, BROKEN_SOCKET.has(code));
  const mapped = BY_NAME.get(name ?? '');
  if (mapped) return mapped(error);
  const status = $metadata?.httpStatusCode;
  if (status === 429) return throttled(error);
  if ($fault === 'server' || (status ?? 0) >= 500) return unavailable(error);
  return misconfigured(error, 'Check its region, credentials and permission for translate:TranslateText.');
}
