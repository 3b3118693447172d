import { DepecheError } from '../../../core/errors.ts';

/** The error of a model file that is missing, cut short or not what it should be. `what` completes "<file> …". */
export function unusableModel(fileName: string, what: string, cause?: unknown): DepecheError {
  return new DepecheError(
    'translator-unavailable',
    `The local translation model cannot be used: ${fileName} ${what}. ` +
      'Restore the folder shared/models/fr-en-phrase from the repository, or choose another engine.',
    { cause, retryable: false },
  );
}
