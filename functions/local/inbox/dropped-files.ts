import { lstat, mkdir, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import pLimit from 'p-limit';
import pMap from 'p-map';
import { INBOX_PREFIX } from '../../../shared/config/constants.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { ArticleProblem } from '../../../shared/core/result.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import type { Inbox } from '../../../shared/ports/inbox.ts';
import { exists, findPlace, ignoreAbsent, isErrorOf, moveIfThere, moveWithReason, readWithin } from './file-places.ts';
import { type FileList, listFiles } from './list-files.ts';

/** A file as it stands at a moment; `name` is its path below the inbox, with `/` between folders. */
export interface FileState {
  name: string;
  bytes: number;
  modifiedMs: number;
}

export type DroppedFiles = Awaited<ReturnType<typeof openDroppedFiles>>;

/** Names of the service's own folders. */
export const RESERVED_NAMES = ['processing', 'done', 'failed'] as const;

/** Tens of thousands of files may lie there. */
const LOOKS_AT_A_TIME = 16;

/**
 * The folder that articles are dropped into, `inbox/`, with `processing/`, `done/` and `failed/` in it for the service
 * alone. A file is in one of them at any time, so that nothing is lost or done twice when the process ends in between.
 * Throws what the system says where one of its folders cannot be made.
 */
export async function openDroppedFiles(path: string, clock: Clock) {
  const folders = { processing: join(path, 'processing'), done: join(path, 'done'), failed: join(path, 'failed') };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });

  /** A file that is finished takes its empty folder along, which another one may just be on its way into: one at a time. */
  const inTurn = pLimit(1);

  const nowIso = () => new Date(clock.nowMs()).toISOString();

  /** Moves a file to where it ends. */
  async function end(root: string, name: string, problem: ArticleProblem | undefined): Promise<boolean> {
    const last = problem ? folders.failed : folders.done;
    const folder = join(last, dirname(name));
    // A file may stand where its folder should.
    const place = await findPlace((await makeFolder(folder)) ? folder : last, basename(name), nowIso());
    return moveWithReason(join(root, name), place, problem && { ...problem, failedAt: nowIso() });
  }

  /** What is in `processing/`, as objects of the deployment's inbox. */
  const inbox: Pick<Inbox, 'get'> = {
    get: ({ key }, { maxBytes }) =>
      readWithin(maxBytes, join(folders.processing, key.slice(INBOX_PREFIX.length)), rethrow),
  };

  return {
    path,

    /** Files to take, in folders below as well, not hidden; and what cannot be taken (see `FileList`). */
    async list(): Promise<{ files: FileState[] } & Omit<FileList, 'paths'>> {
      const { paths, ...others } = await listFiles(path, new Set(RESERVED_NAMES));
      const states = await pMap(paths, (name) => describeFile(path, name), { concurrency: LOOKS_AT_A_TIME });
      return { files: states.flatMap((state) => (state ? [state] : [])), ...others };
    },

    /** Files that were under way when an earlier run ended, and since when; links are never followed. */
    async listInterrupted(): Promise<{ name: string; askedMs: number }[]> {
      const { paths } = await listFiles(folders.processing, new Set());
      const look = (name: string) => describeFile(folders.processing, name);
      const states = await pMap(paths.sort(), look, { concurrency: LOOKS_AT_A_TIME });
      // When it was taken: a file may have been written long before it was dropped.
      return states.flatMap((state) => (state ? [{ name: state.name, askedMs: Math.floor(state.changedMs) }] : []));
    },

    /** Moves a file to `processing/`; false when it is gone, has changed since, or one of its name is still there. */
    async take(file: FileState): Promise<boolean> {
      const { name } = file;
      const target = join(folders.processing, name);
      const found = await describeFile(path, name);
      if (!found || !isUnchanged(file, found)) return false;
      return inTurn(async () => {
        if (!(await makeFolder(dirname(target)))) return false;
        // An empty folder that an earlier file of a folder left.
        await rmdir(target).catch(() => {});
        return !(await exists(target)) && moveIfThere(join(path, name), target);
      });
    },

    inbox,

    /** Moves it to `done/`, or to `failed/` with `NAME.reason.json` beside it. */
    async finish(name: string, problem: ArticleProblem | undefined): Promise<void> {
      await end(folders.processing, name, problem);
      // Only to be tidy: a folder that holds another file, or may not be removed, does no harm there.
      const tidy = () => removeEmptyFolders(dirname(join(folders.processing, name)), folders.processing);
      await inTurn(tidy).catch(() => {});
    },

    /** Moves a file that nobody works on to `failed/`; false when it is not there as it was. */
    async refuse(file: FileState, problem: ArticleProblem): Promise<boolean> {
      const found = await describeFile(path, file.name);
      return found !== undefined && isUnchanged(file, found) && end(path, file.name, problem);
    },

    /** The same for a file or folder whose name is not UTF-8, by its whole path; it keeps its bytes. */
    async refuseUnnamed(from: Buffer, problem: ArticleProblem): Promise<boolean> {
      const name = from.subarray(from.lastIndexOf('/') + 1);
      const place = await findPlace(folders.failed, name, nowIso());
      return moveWithReason(from, place, { ...problem, failedAt: nowIso() });
    },
  };
}

/** Whether a file still stands as it did. */
export function isUnchanged(before: FileState, now: FileState): boolean {
  return before.bytes === now.bytes && before.modifiedMs === now.modifiedMs;
}

/** Returns false where something else stands in the way. */
async function makeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    return true;
  } catch (error) {
    if (isErrorOf(error, 'EEXIST', 'ENOTDIR')) return false;
    throw error;
  }
}

/** Removes a folder and those above it, below `root`. Throws at the first that is not empty. */
async function removeEmptyFolders(folder: string, root: string): Promise<void> {
  if (folder === root) return;
  await rmdir(folder);
  await removeEmptyFolders(dirname(folder), root);
}

/** What a plain file looks like; nothing for folders, links and what has just gone. */
async function describeFile(folder: string, name: string): Promise<(FileState & { changedMs: number }) | undefined> {
  const found = await lstat(join(folder, name)).catch(ignoreAbsent);
  if (!found?.isFile()) return undefined;
  return { name, bytes: found.size, modifiedMs: found.mtimeMs, changedMs: found.ctimeMs };
}

function rethrow(cause: unknown): never {
  if (isErrorOf(cause, 'ENOENT')) throw new DepecheError('not-found', 'The file is no longer there.', { cause });
  throw new DepecheError('storage-unavailable', 'The file cannot be read.', { cause });
}
