import { foldNoBreakSpaces } from '../../core/typography/no-break-spaces.ts';
import { foldSpaces } from '../../core/clean/find-stretches.ts';
import type { StoredResult } from '../../ports/stores/article-store.ts';
import { hashParts } from './hash-parts.ts';

/** Identifies a version of an article by its cleaned content, however its spaces are set. */
export function hashContent(content: { title: string; text: string }): string {
  return hashParts([foldNoBreakSpaces(content.title), foldNoBreakSpaces(content.text)]);
}

/** Names what cleaning is told to leave, whatever its order and spacing; nothing where that is nothing. */
export function hashKept(keep: readonly string[] = []): string | undefined {
  const stretches = [...new Set(keep.map(foldSpaces))].sort();
  return stretches.length === 0 ? undefined : hashParts(stretches);
}

/** Tells a source from another of the same content: the places of removals are places in its text. */
export function hashSource(original: string, keep: readonly string[] | undefined): string {
  return hashParts([original, hashKept(keep) ?? '']);
}

/** The content that a stored result was made of; of one that the first release stored, its cleaned source tells. */
export function contentHashOf({ contentHash, result }: Pick<StoredResult, 'contentHash' | 'result'>): string {
  return contentHash ?? hashContent(result.source);
}
