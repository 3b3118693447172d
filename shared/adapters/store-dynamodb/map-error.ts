import { DISK_FULL_EXCEPTION } from '../../config/constants.ts';
import { diskFull } from '../../core/disk-full.ts';
import { DepecheError } from '../../core/errors.ts';

/** For a promise of the SDK's: throws as `mapDynamodbError` says. */
export function rethrow(error: unknown): never {
  throw mapDynamodbError(error);
}

/**
 * Whatever the SDK throws once its own attempts are used up, as an error of ours: throttled, slow, unreachable, without
 * rights or without its table, the store is unavailable. Only a request that DynamoDB calls malformed is our own defect.
 */
export function mapDynamodbError(error: unknown): DepecheError {
  if (error instanceof DepecheError) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === DISK_FULL_EXCEPTION) return diskFull(error);
  if (name === 'ValidationException') {
    return new DepecheError('internal', 'The table refused a request as malformed; please report this.', {
      cause: error,
    });
  }
  return new DepecheError('storage-unavailable', 'The table does not answer; try again in a moment.', { cause: error });
}
