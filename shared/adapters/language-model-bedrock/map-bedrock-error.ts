import { DepecheError } from '../../core/errors.ts';
import { createEngineErrors } from '../engine-calls/engine-errors.ts';
import { createAwsErrorMap } from '../engine-calls/map-aws-error.ts';

const ERRORS = createEngineErrors('Bedrock', { work: 'The language model' });
const { throttled, unavailable, timedOut } = ERRORS;

const WHAT_TO_CHECK = 'Check the model id, its region, and permission for bedrock:InvokeModel.';
const misconfigured = (cause: unknown) => ERRORS.misconfigured(cause, WHAT_TO_CHECK);

const failed = (cause: unknown) =>
  new DepecheError('translation-failed', 'The language model could not answer. Choose another engine.', { cause });

/** How models say that a request does not fit (`ValidationException` has no code for it). */
const TOO_LONG = /too long|too many (?:input )?tokens|context (?:length|window)|maximum (?:input|context|number of) /i;

const isValidation = (error: unknown): error is Error => error instanceof Error && error.name === 'ValidationException';

/** The words in which Bedrock refuses what it is asked for; nothing for any other failure. */
export function readRefusal(error: unknown): string | undefined {
  return isValidation(error) ? error.message : undefined;
}

/** Whether a request was refused for its length, which is an answer of its kind. */
export function readTextRefusal({ cause }: DepecheError): 'max-tokens' | undefined {
  return isValidation(cause) && TOO_LONG.test(cause.message) ? 'max-tokens' : undefined;
}

/** The service's error for an answer that is none of Converse: it may have been billed, and would be again. */
export function notAnAnswer(): DepecheError {
  const whatToCheck = 'Its answer is none of Converse: check the endpoint that AWS_ENDPOINT_URL_BEDROCK_RUNTIME names.';
  return ERRORS.misconfigured(undefined, whatToCheck, true);
}

/** Errors that the API's model names for Converse (API reference). */
const MODELLED: Readonly<Record<string, (error: unknown) => DepecheError>> = {
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

/** The service's error for anything that a call to Bedrock throws; `signal` tells a deadline from a failure. */
export const mapBedrockError = createAwsErrorMap(ERRORS, WHAT_TO_CHECK, MODELLED);
