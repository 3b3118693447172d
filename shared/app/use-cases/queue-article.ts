import type { ArticleInput } from '../../core/input.ts';
import type { Inbox } from '../../ports/inbox.ts';
import { acceptedKey } from '../article/accepted-key.ts';
import { spaceOf, storedId } from '../ownership/spaces.ts';
import type { AppSettings } from '../dependencies.ts';
import type { RequestContext } from '../work/request-context.ts';
import type { AcceptArticle, AcceptedArticle } from './accept-article.ts';

/** Metadata of an object that the API put into the inbox: whose request it was, when (ISO 8601), and whether its id is ours. */
export const METADATA = {
  correlationId: 'correlation-id',
  apiKeyId: 'api-key-id',
  askedAt: 'asked-at',
  idIsDerived: 'id-is-derived',
} as const;

export interface QueueArticleDependencies {
  acceptArticle: AcceptArticle;
  inbox: Pick<Inbox, 'put'>;
  /** Where in the inbox accepted articles go; ends in a slash. */
  acceptedPrefix: string;
  settings: Pick<AppSettings, 'keepKeysApart'>;
}

export type QueueArticle = (input: ArticleInput, context: RequestContext) => Promise<AcceptedArticle>;

/**
 * Takes an article on for later: stored to the inbox, from where it goes the way of every other article, and marked as
 * being worked on. Throws `DepecheError` as `acceptArticle` and the inbox say.
 */
export function createQueueArticle(deps: QueueArticleDependencies): QueueArticle {
  const { acceptArticle, inbox, acceptedPrefix, settings } = deps;
  return (input, context) => {
    const { correlationId, apiKeyId } = context;
    const queue = (id: string, askedMs: number) => {
      // What is no part of an article: whoever reads it again makes their own remarks.
      const body = JSON.stringify({ ...input, id, idIsDerived: undefined, remarks: undefined });
      const metadata = {
        [METADATA.correlationId]: correlationId,
        [METADATA.askedAt]: new Date(askedMs).toISOString(),
        ...(apiKeyId === undefined ? {} : { [METADATA.apiKeyId]: apiKeyId }),
        ...(input.id === undefined || input.idIsDerived === true ? { [METADATA.idIsDerived]: 'true' } : {}),
      };
      const key = acceptedKey(acceptedPrefix, storedId(spaceOf(settings, apiKeyId), id), body);
      return inbox.put(key, body, { contentType: 'application/json', metadata });
    };
    return acceptArticle(input, queue, context);
  };
}
