import { DepecheError } from './errors.ts';

/** What the system says of a full disk or a used-up quota, where an error has no code of its own for it (LevelDB's). */
const SAYS_FULL = /no space left on device|disk quota exceeded/i;

/** Whether an error, or what caused it, is that a disk is full. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' || SAYS_FULL.test(error.message) || isDiskFull(error.cause);
}

/** Nothing can be written, so what was paid for now could not be kept. */
export function diskFull(cause: unknown): DepecheError {
  return new DepecheError(
    'storage-unavailable',
    'The disk that holds the data directory is full; make room there, and the service goes on by itself.',
    { cause, isFull: true },
  );
}
