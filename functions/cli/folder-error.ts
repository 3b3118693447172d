import { mkdir, mkdtemp, rmdir } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { toPrintableLine } from '../../shared/core/text/to-printable.ts';

/** A folder that somebody named cannot be used; `message` says why, and what to do. */
export class FolderError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'FolderError';
  }
}

/** What the system says (errno), in words. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'may not be written by this user',
  EPERM: 'may not be written by this user',
  EROFS: 'is on a file system that is read-only',
  ENOTDIR: 'is no directory, or lies below a file',
  EEXIST: 'is no directory, or lies below a file',
  EISDIR: 'holds a directory where a file is to be written',
  ENOENT: 'cannot be made there',
  ENOSPC: 'is on a disk that is full',
  EDQUOT: 'is on a disk whose quota is used up',
  ENAMETOOLONG: 'has too long a name',
  ELOOP: 'is a link that leads back to itself',
};

/** Makes a folder where there is none, and proves that files can be made in it. Throws `FolderError`. */
export async function prepareFolder(folder: string, namedBy: string): Promise<void> {
  try {
    await make(resolve(folder));
    await rmdir(await mkdtemp(join(folder, '.depeche-')));
  } catch (error) {
    throw describe(error as NodeJS.ErrnoException, folder, namedBy);
  }
}

/**
 * Does work that needs the folder, which `namedBy` (an option or a setting) named. What the system refuses there is thrown as
 * `FolderError`; everything else as it is.
 */
export async function inFolder<Value>(folder: string, namedBy: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === undefined || path === undefined || !isIn(folder, path)) throw error;
    throw describe(error as NodeJS.ErrnoException, path, namedBy);
  }
}

/** Makes a folder and those above it. Node's own way (20.20) never ends where the system lets none be made, as in `/proc`. */
async function make(folder: string): Promise<void> {
  const makeOne = () =>
    mkdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  try {
    await makeOne();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await make(dirname(folder));
    await makeOne();
  }
}

function describe(error: NodeJS.ErrnoException, path: string, namedBy: string): FolderError {
  const { code = '' } = error;
  const why = REASONS[code] ?? `cannot be used (${toPrintableLine(code)})`;
  return new FolderError(
    `${toPrintableLine(resolve(path))} ${why}. Choose another folder with ${namedBy}, or mend this one.`,
    error,
  );
}

const isIn = (folder: string, path: string): boolean => `${resolve(path)}${sep}`.startsWith(`${resolve(folder)}${sep}`);
