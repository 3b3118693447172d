import type { DetectedLanguageLowConfidenceException } from '@aws-sdk/client-translate';
import { DepecheError } from '../../core/errors.ts';
import { createEngineErrors } from '../engine-calls/engine-errors.ts';
import { createAwsErrorMap } from '../engine-calls/map-aws-error.ts';

const ERRORS = createEngineErrors('Amazon Translate', { work: 'The translation', throttledSeconds: 5 });
const { throttled, unavailable, misconfigured } = ERRORS;

const refusedText = (cause: unknown) =>
  new DepecheError(
    'translation-failed',
    'Amazon Translate refuses the text. Check the article for unusual characters.',
    {
      cause,
      retryable: false,
    },
  );

/** Errors that the API's model names for TranslateText (API reference). */
const MODELLED: Readonly<Record<string, (error: unknown) => DepecheError>> = {
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
};

/** The service's error for anything that a call to Amazon Translate throws; `signal` tells a deadline from a failure. */
export const mapTranslateError = createAwsErrorMap(
  ERRORS,
  'Check its region, credentials and permission for translate:TranslateText.',
  { ...MODELLED, ...UNMODELLED },
);
