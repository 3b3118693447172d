import type { AcceptArticle, AcceptedArticle } from '../../shared/app/accept-article.ts';
import type { RecordFailure } from '../../shared/app/record-failure.ts';
import type { RequestContext } from '../../shared/app/request-context.ts';
import type { ArticleInput } from '../../shared/core/input.ts';
import type { Inbox } from '../../shared/ports/inbox.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import { acceptedKey } from './inbox-key.ts';

/** Metadata of an object that the API put into the inbox: whose request it was. */
export const METADATA = { correlationId: 'correlation-id', apiKeyId: 'api-key-id' } as const;

export interface QueueArticleDependencies {
  acceptArticle: AcceptArticle;
  recordFailure: RecordFailure;
  inbox: Pick<Inbox, 'put'>;
  logger: Logger;
}

export type QueueArticle = (input: ArticleInput, context: RequestContext) => Promise<AcceptedArticle>;

/**
 * Takes an article on for later: marked as being worked on, then stored to the inbox, from where it goes the way of
 * every other article. The mark comes first, because the work may be done before it would be set. When the inbox does
 * not take the article it is marked as failed, and the caller's next attempt starts over.
 * Throws `DepecheError` as `acceptArticle` and the inbox say.
 */
export function createQueueArticle(deps: QueueArticleDependencies): QueueArticle {
  return async (input, { correlationId, apiKeyId }) => {
    const accepted = await deps.acceptArticle(input);
    const { id } = accepted;
    const body = JSON.stringify({ ...input, id });
    const metadata = {
      [METADATA.correlationId]: correlationId,
      ...(apiKeyId === undefined ? {} : { [METADATA.apiKeyId]: apiKeyId }),
    };
    try {
      await deps.inbox.put(acceptedKey(id, body), body, { contentType: 'application/json', metadata });
    } catch (error) {
      const problem = { code: 'storage-unavailable', detail: 'It could not be queued; send it again.' } as const;
      await deps.recordFailure({ id, problem, publishedAt: input.publishedAt }).catch((second: unknown) => {
        deps.logger.error('An article that could not be queued stays marked as processing', {
          correlationId,
          id,
          error: second,
        });
      });
      throw error;
    }
    return accepted;
  };
}
