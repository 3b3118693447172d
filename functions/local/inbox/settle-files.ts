import { INBOX_PREFIX } from '../../../shared/config/constants.ts';
import { articleIdOfKey, formatOfKey } from '../../events/inbox-key.ts';
import { type FileState, isUnchanged } from './dropped-files.ts';

/** An empty file may be about to be written, and one of another type about to get its name: these are waited for longer. */
const DOUBTFUL_SETTLE_MS = 10_000;

/** A file as it was seen. */
export interface SeenFile extends FileState {
  /** Since when it stands like this. */
  sinceMs: number;
  /** Whether it is complete. */
  isSettled: boolean;
  /** Whether it was complete at the look before, and has waited since. */
  isWaiting: boolean;
}

/** The key under which the handler finds a file. */
export const keyOf = (name: string): string => INBOX_PREFIX + name;

/** What two files have in common that are versions of one article: the id that their names state, or the very name. */
export function identityOf(name: string): string {
  const key = keyOf(name);
  return articleIdOfKey(key) ?? key;
}

/**
 * Compares what is there with what was there at the look before: a file is complete when it has not changed since, or for
 * ten seconds where it is empty or of a type that is not read. Linear, since tens of thousands may be dropped at once.
 */
export function settleFiles(before: readonly SeenFile[], now: readonly FileState[], nowMs: number): SeenFile[] {
  const earlier = new Map(before.map((file) => [file.name, file]));
  return now.map((file) => {
    const seen = earlier.get(file.name);
    if (!seen || !isUnchanged(seen, file)) return { ...file, sinceMs: nowMs, isSettled: false, isWaiting: false };
    const isDoubtful = file.bytes === 0 || formatOfKey(keyOf(file.name)) === undefined;
    const isSettled = nowMs - seen.sinceMs >= (isDoubtful ? DOUBTFUL_SETTLE_MS : 0);
    return { ...seen, isSettled, isWaiting: seen.isSettled };
  });
}

/**
 * Puts what is complete in order, oldest first. Of files that name one article and were complete at the same look first, none
 * is known to be the newer version: the first is taken, the others are refused.
 */
export function chooseFiles(seen: readonly SeenFile[]): { taken: SeenFile[]; refused: SeenFile[] } {
  const settled = seen
    .filter(({ isSettled }) => isSettled)
    .sort(
      (a, b) => Number(b.isWaiting) - Number(a.isWaiting) || a.modifiedMs - b.modifiedMs || (a.name < b.name ? -1 : 1),
    );
  const first = new Map<string, SeenFile>();
  for (const file of settled.filter(({ isWaiting }) => !isWaiting)) {
    const identity = identityOf(file.name);
    if (!first.has(identity)) first.set(identity, file);
  }
  const isTaken = (file: SeenFile) => file.isWaiting || first.get(identityOf(file.name)) === file;
  return { taken: settled.filter(isTaken), refused: settled.filter((file) => !isTaken(file)) };
}
