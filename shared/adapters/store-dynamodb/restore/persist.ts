import { DepecheError } from '../../../core/errors.ts';
import type { Clock, Random } from '../../../ports/clock.ts';

/** About two minutes in all: a table on demand doubles its capacity within that time. */
const ATTEMPTS = 9;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** What DynamoDB says where no other attempt will help, and what to do. */
const REFUSALS: Readonly<Record<string, string>> = {
  AccessDeniedException:
    'These credentials may not do this. They need dynamodb:DescribeTable, Scan, BatchGetItem and Query on the table that is copied from, and DescribeTable, GetItem, BatchGetItem, Query, PutItem and UpdateItem on the other.',
  ExpiredTokenException: 'The credentials have expired; sign in and run the command again.',
  UnrecognizedClientException: 'The credentials are not valid here; check them and the region.',
  CredentialsProviderError: 'There are no credentials; set them as for the AWS command line.',
  ResourceNotFoundException: 'A table is gone; check both names and the region.',
};

/** Does a piece of work again until the table takes it. Throws what is no use to repeat, and at last whatever it met. */
export async function persist<Value>(
  work: () => Promise<Value>,
  { clock, random }: { clock: Clock; random: Random },
): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const refusal = describeRefusal(error);
      if (refusal) throw refusal;
      if (attempt === ATTEMPTS || !(error instanceof DepecheError && error.retryable)) throw error;
      await clock.sleep(random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt));
    }
  }
}

/** An answer of DynamoDB that another attempt would meet again, in words of ours. */
function describeRefusal(error: unknown): DepecheError | undefined {
  if (error instanceof DepecheError && !error.retryable) return undefined;
  const cause = error instanceof DepecheError ? error.cause : error;
  const message = cause instanceof Error ? REFUSALS[cause.name] : undefined;
  if (message === undefined) return undefined;
  return new DepecheError('storage-unavailable', message, { cause, retryable: false, misconfigured: true });
}
