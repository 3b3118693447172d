import { stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { ArticleProblem } from '../../../shared/core/result.ts';
import type { ArticleArchive } from '../../../shared/ports/article-archive.ts';
import { readWithin } from '../../local/inbox/file-places.ts';
import { listFiles } from '../../local/inbox/list-files.ts';

/** An archive in a folder of this machine. Links are not followed. */
export function createFolderArchive(folder: string): ArticleArchive {
  const path = resolve(folder);
  return {
    place: path,

    async list() {
      const isFolder = await stat(path).then(
        (found) => found.isDirectory(),
        () => false,
      );
      if (!isFolder) throw new DepecheError('not-found', 'There is no such folder, or it cannot be read.');
      const { paths, unnamed, errors } = await listFiles(path, new Set()).catch((cause: unknown) => {
        throw new DepecheError('not-found', 'The folder cannot be read; check its rights.', { cause });
      });
      const refused = [
        ...unnamed.map((name) => ({ name: relative(path, name.toString()), problem: UNREADABLE_NAME })),
        ...errors.map((error) => ({ name: relative(path, pathOf(error)), problem: UNREADABLE_FOLDER })),
      ];
      return { names: paths.sort(), refused };
    },

    get: (name, { maxBytes }) => readWithin(maxBytes, join(path, name), unreadable),
  };
}

const UNREADABLE_NAME: ArticleProblem = { code: 'invalid-request', detail: 'The name is not UTF-8; rename it.' };
const UNREADABLE_FOLDER: ArticleProblem = { code: 'not-found', detail: 'The folder cannot be read; check its rights.' };

function pathOf(error: unknown): string {
  return error instanceof Error && 'path' in error ? String(error.path) : '';
}

function unreadable(cause: unknown): never {
  throw new DepecheError('not-found', 'The file cannot be read; check its rights and its disk.', { cause });
}
