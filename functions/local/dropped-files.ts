import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { INBOX_PREFIX } from '../../shared/config/constants.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import type { ArticleProblem } from '../../shared/core/result.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Inbox } from '../../shared/ports/inbox.ts';

/** A file as it stands at a moment; it has settled when it still stands so a while later. */
export interface FileState {
  name: string;
  bytes: number;
  modifiedMs: number;
}

/**
 * The folder that articles are dropped into: `inbox/` with `processing/`, `done/` and `failed/` in it. A file is in one
 * of them at any time, so that nothing is lost or done twice when the process ends in between.
 */
export interface DroppedFiles {
  path: string;
  /** Files to take: not hidden, not empty, not in a folder below. */
  listDropped(): Promise<FileState[]>;
  /** Files that were under way when an earlier run ended, and since when; links are never followed. */
  listInterrupted(): Promise<{ name: string; askedMs: number }[]>;
  /** Moves a file to `processing/`; false when it is gone, has changed since, or one of its name is still there. */
  take(file: FileState): Promise<boolean>;
  /** What is in `processing/`, as objects of the deployment's inbox. */
  inbox: Pick<Inbox, 'get'>;
  /** Moves it to `done/`, or to `failed/` with `NAME.reason.json` beside it. */
  finish(name: string, problem: ArticleProblem | undefined): Promise<void>;
}

/** File systems take names of 255 bytes; this leaves room for a time and for what a reason's name adds. */
const MAX_NAME_BYTES = 200;

export async function openDroppedFiles(path: string, clock: Clock): Promise<DroppedFiles> {
  const folders = { processing: join(path, 'processing'), done: join(path, 'done'), failed: join(path, 'failed') };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });

  /** A file of this name from earlier stays, and so does what looks like its reason; the new one gets the time into its name. */
  async function freeName(folder: string, file: string): Promise<string> {
    const { name, ext } = parse(shortenName(file));
    const time = new Date(clock.nowMs()).toISOString().replaceAll(':', '-');
    for (let others = 0; ; others += 1) {
      const free = [name, ...(others > 0 ? [time] : []), ...(others > 1 ? [others] : [])].join('.') + ext;
      const isTaken = await Promise.all([free, reasonOf(free)].map((each) => exists(join(folder, each))));
      if (!isTaken.includes(true)) return free;
    }
  }

  return {
    path,

    async listDropped() {
      const names = (await readdir(path)).filter((name) => !name.startsWith('.'));
      const states = await Promise.all(names.map((name) => describeFile(path, name)));
      return states.flatMap((state) => (state && state.bytes > 0 ? [state] : []));
    },

    async listInterrupted() {
      const names = (await readdir(folders.processing)).sort();
      const states = await Promise.all(names.map((name) => describeFile(folders.processing, name)));
      // When it was taken: a file may have been written long before it was dropped.
      return states.flatMap((state) => (state ? [{ name: state.name, askedMs: Math.floor(state.changedMs) }] : []));
    },

    async take(file) {
      const { name } = file;
      const target = join(folders.processing, name);
      const found = await describeFile(path, name);
      if (!found || !isUnchanged(file, found) || (await exists(target))) return false;
      try {
        await rename(join(path, name), target);
        return true;
      } catch (error) {
        if (isAbsent(error)) return false;
        throw error;
      }
    },

    inbox: {
      async get({ key }, { maxBytes }) {
        const file = await open(
          join(folders.processing, key.slice(INBOX_PREFIX.length)),
          constants.O_RDONLY | constants.O_NOFOLLOW,
        ).catch(rethrow);
        try {
          if ((await file.stat()).size > maxBytes) {
            throw new DepecheError('payload-too-large', `A file may have at most ${maxBytes} bytes.`);
          }
          return { body: await file.readFile().catch(rethrow), contentType: undefined, metadata: {} };
        } finally {
          await file.close();
        }
      },
    },

    async finish(name, problem) {
      const folder = problem ? folders.failed : folders.done;
      const free = await freeName(folder, name);
      if (problem) {
        const reason = { ...problem, failedAt: new Date(clock.nowMs()).toISOString() };
        const text = `${JSON.stringify(reason, null, 2)}\n`;
        await writeFile(join(folder, reasonOf(free)), text, { flag: 'wx' });
      }
      try {
        await rename(join(folders.processing, name), join(folder, free));
      } catch (error) {
        // Another server on the same folder was first.
        if (!isAbsent(error)) throw error;
      }
    },
  };
}

/** Whether a file still stands as it did. */
export function isUnchanged(before: FileState, now: FileState): boolean {
  return before.bytes === now.bytes && before.modifiedMs === now.modifiedMs;
}

const reasonOf = (name: string): string => `${name}.reason.json`;

/** The same file, its name cut before the extension where something is to be added to it. */
function shortenName(file: string): string {
  if (Buffer.byteLength(file) <= MAX_NAME_BYTES) return file;
  const { name, ext } = parse(file);
  const extension = Buffer.byteLength(ext) < MAX_NAME_BYTES ? ext : '';
  const room = MAX_NAME_BYTES - Buffer.byteLength(extension);
  // A character that is cut in two becomes U+FFFD, of three bytes, at the end.
  return `${Buffer.from(name)
    .subarray(0, room)
    .toString()
    .replace(/\ufffd+$/, '')}${extension}`;
}

/** What a plain file looks like; nothing for folders, links and what has just gone. */
async function describeFile(folder: string, name: string): Promise<(FileState & { changedMs: number }) | undefined> {
  try {
    const found = await lstat(join(folder, name));
    return found.isFile()
      ? { name, bytes: found.size, modifiedMs: found.mtimeMs, changedMs: found.ctimeMs }
      : undefined;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function rethrow(cause: unknown): never {
  if (isAbsent(cause)) throw new DepecheError('not-found', 'The file is no longer there.', { cause });
  throw new DepecheError('storage-unavailable', 'The file cannot be read.', { cause });
}
