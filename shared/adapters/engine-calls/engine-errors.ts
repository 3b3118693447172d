import { DepecheError } from '../../core/errors.ts';

/** After how long a caller may try again when the service is down, and when throttled unless stated. */
const RETRY_AFTER_SECONDS = 30;

/**
 * What can go wrong with any engine that is called over the network; `name` begins the sentence. `work` is what was not done
 * in time, `throttledSeconds` after how long a caller may try again when throttled.
 */
export function createEngineErrors(name: string, { work = name, throttledSeconds = RETRY_AFTER_SECONDS } = {}) {
  return {
    throttled: (cause: unknown, retryAfterSeconds = throttledSeconds) =>
      new DepecheError('throttled', `${name} takes no more calls for now. Try again shortly.`, {
        cause,
        retryAfterSeconds,
      }),
    unavailable: (cause: unknown, isUnanswered = false) =>
      new DepecheError('translator-unavailable', `${name} does not answer. Try again later.`, {
        cause,
        isUnanswered,
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      }),
    misconfigured: (cause: unknown, whatToCheck: string, isUnanswered = false) =>
      new DepecheError('translator-unavailable', `${name} refuses the service's calls. ${whatToCheck}`, {
        cause,
        isUnanswered,
        retryable: false,
        misconfigured: true,
      }),
    timedOut: (cause: unknown, isUnanswered = false) =>
      new DepecheError('timeout', `${work} was not done in time. Try again.`, { cause, isUnanswered }),
  };
}
