import type { StoredResult } from '../../ports/article-store.ts';
import { hashParts } from './hash-parts.ts';

/** Identifies a version of an article by its cleaned content. */
export function hashContent(content: { title: string; text: string }): string {
  return hashParts([content.title, content.text]);
}

/** The content that a stored result was made of; of one that the first release stored, its cleaned source tells. */
export function contentHashOf({ contentHash, result }: Pick<StoredResult, 'contentHash' | 'result'>): string {
  return contentHash ?? hashContent(result.source);
}
