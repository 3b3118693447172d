import { DepecheError } from '../../core/errors.ts';

/** What can go wrong with any engine that is called over the network; `name` begins the sentence. */
export function createEngineErrors(
  name: string,
  { work = name, throttledSeconds = 30, unavailableSeconds = 30 }: EngineErrorOptions = {},
) {
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
        retryAfterSeconds: unavailableSeconds,
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

interface EngineErrorOptions {
  /** What was not done in time. */
  work?: string;
  /** After how long a caller may try again when throttled, and when the service is down. */
  throttledSeconds?: number;
  unavailableSeconds?: number;
}
