import type { Logger } from '../../ports/telemetry/logger.ts';
import type { Tolerance } from './tolerate-trouble.ts';

/** What a way in knows about one request beside its input. */
export interface RequestContext {
  /** Stands in every log line and outgoing event of the request. */
  correlationId: string;
  /** Id (never the value) of the API key that pays. */
  apiKeyId?: string | undefined;
  /**
   * When it was asked for, in epoch milliseconds, where that was before it is taken up: what was deleted since is not
   * brought back, and a refresh made since is not made again.
   */
  askedMs?: number | undefined;
  /** Epoch milliseconds after which the caller is no longer served. */
  deadlineMs?: number | undefined;
  signal?: AbortSignal | undefined;
  /**
   * Set when nobody waits for the answer itself, as with a message of the queue: a result that the table does not take is a
   * failure, and nothing is bought for it while the table takes no lease.
   */
  mustKeep?: boolean | undefined;
}

/** One piece of work, perhaps shared by several requests. */
export interface Job {
  apiKeyId: string | undefined;
  /** Aborts when nobody waits for the work any more. */
  signal: AbortSignal;
  logger: Logger;
  tolerance: Tolerance;
}
