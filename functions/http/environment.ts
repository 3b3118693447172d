import type { Logger } from '../../shared/ports/logger.ts';

/** What the platform around the app knows about one request. */
export interface Invocation {
  /** The platform's own request id. */
  requestId?: string | undefined;
  /** Id (never the value) of the API key the platform checked. */
  apiKeyId?: string | undefined;
  /** When the request came, epoch milliseconds. */
  askedMs?: number | undefined;
  /** Epoch milliseconds by which an answer must be on its way. */
  deadlineMs?: number | undefined;
  /** Where the app hangs below its host, such as a gateway's stage: `/prod`. */
  basePath?: string | undefined;
}

/** What handlers find in Hono's context. */
export interface HttpEnvironment {
  Variables: {
    invocation: Invocation;
    /** Id of this request in logs, problems and outgoing events. */
    requestId: string;
    logger: Logger;
  };
}
