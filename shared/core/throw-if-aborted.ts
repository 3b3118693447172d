import { DepecheError } from './errors.ts';

/** Throws `DepecheError('timeout')` once the signal of a translation has aborted; its reason is the cause. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new DepecheError(
    'timeout',
    'The translation was stopped before its end. Send a shorter article or try again.',
    { cause: signal.reason },
  );
}
