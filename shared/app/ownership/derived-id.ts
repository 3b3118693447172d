import { DepecheError } from '../../core/errors.ts';
import type { ArticleRecord } from '../../ports/stores/article-store.ts';
import { publicId } from './spaces.ts';

/** Half of a SHA-256: enough to tell all articles there will ever be apart, short enough for a URL. */
const ID_LENGTH = 32;

/** The id of an article whose caller states none. */
export function deriveId(contentHash: string): string {
  return contentHash.slice(0, ID_LENGTH);
}

/** Whether the id on record belongs to its content. Nothing is judged by its look: the record notes it, or its content shows it. */
export function hasDerivedId({ id, idIsDerived, contentHash }: ArticleRecord): boolean {
  return idIsDerived ?? deriveId(contentHash) === publicId(id);
}

/** An article that asks for an id. */
interface Claim {
  /** Whether the id belongs to the content. */
  idIsDerived: boolean;
  contentHash: string;
}

/** Whether an article asks for an id that belongs to the content of another. */
export function isIdConflict({ idIsDerived, contentHash }: Claim, record: ArticleRecord | undefined): boolean {
  return record !== undefined && !idIsDerived && record.contentHash !== contentHash && hasDerivedId(record);
}

/** Whether an article finds another under the id that belongs to it, which gives way then, however new it is. */
export function isSquatted({ idIsDerived, contentHash }: Claim, record: ArticleRecord): boolean {
  return idIsDerived && record.contentHash !== contentHash && !hasDerivedId(record);
}

export function idConflict(): DepecheError {
  return new DepecheError('id-conflict', 'This id was made of another text; leave `id` out, or state one of your own.');
}
