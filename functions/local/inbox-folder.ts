import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { INBOX_PREFIX } from '../../shared/config/constants.ts';
import type { ArticleProblem } from '../../shared/core/result.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { MAX_OBJECT_BYTES } from '../events/read-article.ts';
import type { Delivery } from './delivery.ts';

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
export interface InboxFolder {
  path: string;
  /** Files to take: not hidden, not empty, not in a folder below. */
  listDropped(): Promise<FileState[]>;
  /** Files that were under way when an earlier run ended; links are never followed. */
  listInterrupted(): Promise<string[]>;
  /** Moves a file to `processing/`; false when it is gone or one of its name is still there. */
  take(name: string): Promise<boolean>;
  /** A file in `processing/` as the bucket gets it. */
  read(name: string): Promise<Delivery>;
  /** Moves it to `done/`, or to `failed/` with `NAME.reason.json` beside it. */
  finish(name: string, problem: ArticleProblem | undefined): Promise<void>;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.html': 'text/html',
  '.htm': 'text/html',
  '.json': 'application/json',
};

/** File systems take names of 255 bytes; this leaves room for a time and for what a reason's name adds. */
const MAX_NAME_BYTES = 200;

export async function openInboxFolder(path: string, clock: Clock): Promise<InboxFolder> {
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
      return states.flatMap((state) => (state ? [state.name] : []));
    },

    async take(name) {
      const target = join(folders.processing, name);
      if (await exists(target)) return false;
      try {
        await rename(join(path, name), target);
        return true;
      } catch (error) {
        if (isAbsent(error)) return false;
        throw error;
      }
    },

    async read(name) {
      const file = await open(join(folders.processing, name), constants.O_RDONLY | constants.O_NOFOLLOW);
      try {
        const { size, ctimeMs } = await file.stat();
        return {
          key: `${INBOX_PREFIX}${name}`,
          bytes: size,
          // When it was taken: a file may have been written long before it was dropped.
          askedMs: Math.floor(ctimeMs),
          body: size > MAX_OBJECT_BYTES ? undefined : await file.readFile(),
          options: { contentType: CONTENT_TYPES[parse(name).ext.toLowerCase()] ?? 'application/octet-stream' },
        };
      } finally {
        await file.close();
      }
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
async function describeFile(folder: string, name: string): Promise<FileState | undefined> {
  try {
    const found = await lstat(join(folder, name));
    return found.isFile() ? { name, bytes: found.size, modifiedMs: found.mtimeMs } : undefined;
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
