import { INBOX_PREFIX } from '../../../shared/config/constants.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import { isTrial } from '../../../shared/core/trial-article.ts';
import type { ArticleArchive, FedInbox } from '../../../shared/ports/article-archive.ts';
import type { HtmlExtractor } from '../../../shared/ports/html-extractor.ts';
import { readArticle } from '../../events/read-article.ts';

export interface LookDependencies {
  archive: Pick<ArticleArchive, 'get'>;
  inbox: Pick<FedInbox, 'reserved'>;
  extractor: HtmlExtractor;
}

/** An article in an archive: its id, and how many characters the engine is given at most. */
export interface ArchivedArticle {
  id: string;
  characters: number;
}

/**
 * Reads a file as the service will. Throws `DepecheError`: not retryable for what the service would refuse as well,
 * `storage-unavailable` for an archive that does not answer.
 */
export async function lookAtFile(
  name: string,
  { archive, inbox, extractor }: LookDependencies,
): Promise<ArchivedArticle> {
  const [top = ''] = name.split('/');
  if (name.includes('/') && inbox.reserved.includes(top)) {
    throw new DepecheError('invalid-request', `The folder ${top} is the service's own in its inbox; rename it.`);
  }
  const location = { bucket: '', key: INBOX_PREFIX + name };
  const { id, input } = await readArticle(
    { get: (_, limits) => archive.get(name, limits) },
    { kind: 'object', location, bytes: undefined, correlationId: '', askedMs: undefined },
  );
  if (input instanceof DepecheError) throw input;
  if (isTrial(id)) {
    throw new DepecheError(
      'invalid-request',
      'The id begins as those of a deployment’s trial articles; choose another.',
    );
  }
  const { html, title = '', text = '', url } = input;
  const article = html === undefined ? { title, text } : await extractor.extract(html, { url });
  if (article.text.trim() === '') throw new DepecheError('empty-article', 'There is no text in it.');
  return { id, characters: [...(title || article.title || ''), ...article.text].length };
}
