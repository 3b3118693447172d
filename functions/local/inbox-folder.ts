import { lstat, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { INBOX_PREFIX } from '../../shared/config/constants.ts';
import type { ArticleProblem } from '../../shared/core/result.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { MAX_OBJECT_BYTES } from '../events/read-article.ts';
import type { Delivery } from './local-queue.ts';

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
  /** Files that were under way when an earlier run ended. */
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

export async function openInboxFolder(path: string, clock: Clock): Promise<InboxFolder> {
  const folders = { processing: join(path, 'processing'), done: join(path, 'done'), failed: join(path, 'failed') };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });

  /** A file of this name from earlier stays; the new one gets the time into its name. */
  async function freeName(folder: string, file: string): Promise<string> {
    if (!(await exists(join(folder, file)))) return file;
    const { name, ext } = parse(file);
    return `${name}.${new Date(clock.nowMs()).toISOString().replaceAll(':', '-')}${ext}`;
  }

  return {
    path,

    async listDropped() {
      const names = (await readdir(path)).filter((name) => !name.startsWith('.'));
      const states = await Promise.all(names.map((name) => describeFile(path, name)));
      return states.flatMap((state) => (state && state.bytes > 0 ? [state] : []));
    },

    listInterrupted: async () => (await readdir(folders.processing)).sort(),

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
      const file = join(folders.processing, name);
      const { size } = await stat(file);
      return {
        key: `${INBOX_PREFIX}${name}`,
        bytes: size,
        body: size > MAX_OBJECT_BYTES ? undefined : await readFile(file),
        options: { contentType: CONTENT_TYPES[parse(name).ext.toLowerCase()] ?? 'application/octet-stream' },
      };
    },

    async finish(name, problem) {
      const folder = problem ? folders.failed : folders.done;
      const free = await freeName(folder, name);
      if (problem) {
        const reason = { ...problem, failedAt: new Date(clock.nowMs()).toISOString() };
        await writeFile(join(folder, `${free}.reason.json`), `${JSON.stringify(reason, null, 2)}\n`);
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
