import { DepecheError } from '../../../shared/core/errors.ts';
import type { ArticleArchive, FedInbox, RefusedFile } from '../../../shared/ports/article-archive.ts';
import type { ArchivedFile, Journal } from './journal.ts';
import { type LookDependencies, lookAtFile } from './look-at-file.ts';

/**
 * What there is to send, before anything is sent: looks at every file of the archive that was not sent before. Throws
 * `DepecheError` for an archive or inbox that does not answer.
 */
export async function planBackfill(
  deps: LookDependencies & { archive: ArticleArchive; inbox: FedInbox; journal: Journal },
  onLook: (looked: number, total: number) => void,
) {
  const { archive, inbox, journal } = deps;
  const { names, refused } = await archive.list();
  const sent = await journal.read();
  const files: ArchivedFile[] = [];
  // Characters and cost are the most that it can be: what is cleaned away, said twice or remembered is not billed.
  const plan = { files, alreadyThere: 0, refused: [...refused], characters: 0, costUsd: 0 };
  const nameOfId = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    onLook(index + 1, names.length);
    const sentId = sent.get(name);
    try {
      const sentBefore = sentId === undefined ? undefined : { id: sentId, characters: 0, costUsd: 0 };
      const { id, characters, costUsd } = sentBefore ?? (await lookAtFile(name, deps));
      const other = nameOfId.get(id);
      if (other !== undefined) {
        throw new DepecheError('id-conflict', `It has the id of ${other}; the later one would take its place.`);
      }
      nameOfId.set(id, name);
      if (sentId !== undefined || (await inbox.has(name))) plan.alreadyThere += 1;
      else {
        files.push({ name, id });
        plan.characters += characters;
        plan.costUsd += costUsd;
      }
    } catch (error) {
      plan.refused.push({ name, problem: problemOf(error) });
    }
  }
  return plan;
}

/** What is wrong with a file for good. Throws everything else. */
export function problemOf(error: unknown): RefusedFile['problem'] {
  if (!(error instanceof DepecheError) || error.retryable) throw error;
  return { code: error.code, detail: error.message };
}
