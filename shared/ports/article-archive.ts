import type { ArticleProblem } from '../core/result.ts';
import type { Inbox } from './inbox.ts';

/** Something in an archive that can't be an article, and why. */
export interface RefusedFile {
  name: string;
  problem: ArticleProblem;
}

/** Many articles in files, which somebody wants processed. */
export interface ArticleArchive {
  /** Where it is, for people; the same at each run. */
  place: string;
  /**
   * Names of its files in their order, with `/` between folders; hidden ones are left out. Throws `DepecheError`
   * (`not-found`, `storage-unavailable`) where the archive itself can't be read.
   */
  list(): Promise<{ names: string[]; refused: RefusedFile[] }>;
  /** Reads a file as an inbox reads an object: what is wrong with it for good is thrown as not retryable. */
  get(name: string, limits: Parameters<Inbox['get']>[1]): ReturnType<Inbox['get']>;
}

/** The inbox of a service, as far as an archive is fed into it. */
export interface FedInbox {
  /** Where it is, for people; the same at each run. */
  place: string;
  /** Folders at its top that are the service's own. */
  reserved: readonly string[];
  /** Whether a file of this name is there, or was: taken up, done or failed. */
  has(name: string): Promise<boolean>;
  /**
   * Puts a file there whole, or not at all, and never in place of another. Throws `DepecheError`: `invalid-request` for a
   * name that cannot be there, `storage-unavailable`.
   */
  put(name: string, body: Uint8Array, contentType: string): Promise<void>;
}
