import { DepecheError } from '../../../core/errors.ts';

/** What went wrong at one place that was asked; `message` names the host and is no whole sentence. */
export class SourceError extends Error {
  /** Whether the same place may do better later. */
  readonly retryable: boolean;

  constructor(message: string, { retryable, cause }: { retryable: boolean; cause?: unknown }) {
    super(message, { cause });
    this.name = 'SourceError';
    this.retryable = retryable;
  }
}

/** What a request brought, as an error of the place that it went to. */
export function toSourceError(address: string, cause: unknown): SourceError {
  if (cause instanceof SourceError) return cause;
  return new SourceError(`${new URL(address).host}: no connection, or it broke off`, { retryable: true, cause });
}

/** One line for a person, about every place that was asked in vain. */
export function unavailable(what: string, failures: readonly SourceError[]): DepecheError {
  const places = [...new Set(failures.map(({ message }) => message))].join('; ');
  return new DepecheError(
    'translator-unavailable',
    `${what} could not be fetched (${places}). What has arrived and is right is kept: try again when this machine is ` +
      'online, or name another place with DEPECHE_MODEL_MIRROR or DEPECHE_MODEL_REGISTRY.',
    { retryable: failures.some(({ retryable }) => retryable), cause: failures.at(-1) },
  );
}
