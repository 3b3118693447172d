import { hashParts } from './hash-parts.ts';

/** Identifies a version of an article by its cleaned content. */
export function hashContent(content: { title: string; text: string }): string {
  return hashParts([content.title, content.text]);
}
