import { DepecheError } from '../../core/errors.ts';

/** Ends work on an article that was deleted after it had been asked for: nothing of it is kept or told of. */
export class DeletedMeanwhileError extends DepecheError {
  /** When the work was asked for that ended; a request that is younger may start it anew. Epoch milliseconds. */
  readonly askedMs: number;

  constructor(askedMs: number) {
    super('not-found', 'The article was deleted after this was asked for; send it again if that was not meant.');
    this.askedMs = askedMs;
  }
}

/** Whether an article was deleted after `askedMs`. In the same millisecond counts as before: who sends anew comes later. */
export function isDeletedSince(deletedAtMs: number | undefined, askedMs: number): boolean {
  return deletedAtMs !== undefined && deletedAtMs > askedMs;
}
