import type { ArticleInput } from '../../core/input.ts';
import type { Inbox } from '../../ports/inbox.ts';
import { acceptedKey } from '../article/accepted-key.ts';
import type { RequestContext } from '../work/request-context.ts';
import type { AcceptArticle, AcceptedArticle } from './accept-article.ts';

/** Metadata of an object that the API put into the inbox: whose request it was, and when (ISO 8601). */
export const METADATA = { correlationId: 'correlation-id', apiKeyId: 'api-key-id', askedAt: 'asked-at' } as const;

export interface QueueArticleDependencies {
  acceptArticle: AcceptArticle;
  inbox: Pick<Inbox, 'put'>;
  /** Where in the inbox accepted articles go; ends in a slash. */
  acceptedPrefix: string;
}

export type QueueArticle = (input: ArticleInput, context: RequestContext) => Promise<AcceptedArticle>;

/**
 * Takes an article on for later: stored to the inbox, from where it goes the way of every other article, and marked as
 * being worked on. Throws `DepecheError` as `acceptArticle` and the inbox say.
 */
export function createQueueArticle({ acceptArticle, inbox, acceptedPrefix }: QueueArticleDependencies): QueueArticle {
  return (input, { correlationId, apiKeyId, askedMs: givenMs }) => {
    const queue = (id: string, askedMs: number) => {
      const body = JSON.stringify({ ...input, id });
      const metadata = {
        [METADATA.correlationId]: correlationId,
        [METADATA.askedAt]: new Date(askedMs).toISOString(),
        ...(apiKeyId === undefined ? {} : { [METADATA.apiKeyId]: apiKeyId }),
      };
      return inbox.put(acceptedKey(acceptedPrefix, id, body), body, { contentType: 'application/json', metadata });
    };
    return acceptArticle(input, queue, givenMs);
  };
}
