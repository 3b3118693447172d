import { INBOX_PREFIX } from '../../../shared/config/constants.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import { segmentText } from '../../../shared/core/segment/segment-text.ts';
import { isTrial } from '../../../shared/core/trial-article.ts';
import type { ArticleArchive, FedInbox } from '../../../shared/ports/article-archive.ts';
import type { HtmlExtractor } from '../../../shared/ports/html-extractor.ts';
import type { TokenUsage } from '../../../shared/ports/engines/language-model.ts';
import type { TokenPrices } from '../../../shared/ports/engines/translator.ts';
import { reservedId } from '../../events/process-record.ts';
import { readArticle } from '../../events/read-article.ts';

export interface LookDependencies {
  archive: Pick<ArticleArchive, 'get'>;
  inbox: Pick<FedInbox, 'reserved'>;
  extractor: HtmlExtractor;
  price: ArchivePrice;
}

/** What the engine charges. */
export interface ArchivePrice {
  /** 0 where it sends no bill, or charges tokens. */
  usdPerMillionCharacters: number;
  /** Of a language model: what it charges, and what it is likely to read and write for these sentences. */
  tokens?: { usdPerMillion: TokenPrices; estimate: (sentences: readonly string[]) => TokenUsage } | undefined;
}

/**
 * Reads a file as the service will: its id, how many characters the engine is given at most, and what they cost. Throws
 * `DepecheError`: not retryable for what the service would refuse as well, `storage-unavailable` for an archive that does
 * not answer.
 */
export async function lookAtFile(name: string, { archive, inbox, extractor, price }: LookDependencies) {
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
  if (isTrial(id)) throw reservedId();
  const { html, title = '', text = '', url } = input;
  const article = html === undefined ? { title, text } : await extractor.extract(html, { url });
  if (article.text.trim() === '') throw new DepecheError('empty-article', 'There is no text in it.');
  const heading = title || article.title || '';
  const characters = [...heading, ...article.text].length;
  return { id, characters, costUsd: costOf(price, characters, [heading, article.text]) };
}

/** With none of it cleaned away, said twice or remembered. */
function costOf(
  { usdPerMillionCharacters, tokens }: ArchivePrice,
  characters: number,
  texts: readonly string[],
): number {
  if (tokens === undefined) return (characters * usdPerMillionCharacters) / 1_000_000;
  const sentences = texts.flatMap((text) => segmentText(text).map((sentence) => sentence.text));
  const { inputTokens, outputTokens } = tokens.estimate(sentences);
  return (inputTokens * tokens.usdPerMillion.input + outputTokens * tokens.usdPerMillion.output) / 1_000_000;
}
