import type { ErrorCode } from '../core/errors.ts';
import type { ArticleUsage } from '../core/result.ts';

/** What the service tells the bus. `id` + `pipelineVersion` identify a duplicate. */
export type OutgoingEvent =
  | {
      type: 'ArticleProcessed';
      id: string;
      target: string;
      pipelineVersion: string;
      resultUrl?: string;
      summary: { source: string[]; translation: string[] };
      usage: ArticleUsage;
      correlationId: string;
    }
  | {
      type: 'ArticleFailed';
      id: string;
      code: ErrorCode;
      detail: string;
      pipelineVersion: string;
      correlationId: string;
    };

/** At least once. Throws `DepecheError('storage-unavailable')` when any entry was not accepted after retries. */
export interface EventPublisher {
  publish(events: readonly OutgoingEvent[]): Promise<void>;
}
