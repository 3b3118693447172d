import { randomUUID } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { FedInbox } from '../../../shared/ports/article-archive.ts';
import { RESERVED_NAMES } from '../../local/inbox/dropped-files.ts';
import { exists, isErrorOf } from '../../local/inbox/file-places.ts';

/** The server may take an emptied folder away that a file is on its way into. */
const PUT_ATTEMPTS = 20;

/** Throws what the system says where the folder itself can't be used. */
export function createFedFolder(dataDirectory: string): FedInbox {
  const inbox = join(resolve(dataDirectory), 'inbox');
  return {
    place: inbox,
    reserved: RESERVED_NAMES,

    async has(name) {
      // In the order in which the server moves it, so that one on its way is met somewhere.
      for (const folder of ['', ...RESERVED_NAMES]) if (await exists(join(inbox, folder, name))) return true;
      return false;
    },

    async put(name, body) {
      const target = join(inbox, name);
      await mkdir(inbox, { recursive: true });
      // Hidden, so that the server does not take half of it.
      const unfinished = join(inbox, `.${randomUUID()}.part`);
      try {
        await writeFile(unfinished, body);
        await place(unfinished, target);
      } finally {
        await rm(unfinished, { force: true });
      }
    },
  };
}

async function place(from: string, target: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await mkdir(dirname(target), { recursive: true });
      // Unlike a move, it fails where a file of this name has come meanwhile.
      return await link(from, target);
    } catch (error) {
      if (isErrorOf(error, 'EEXIST', 'ENOTDIR', 'ENAMETOOLONG')) {
        throw new DepecheError('invalid-request', 'The name is taken in the inbox, or too long; rename the file.', {
          cause: error,
        });
      }
      if (!isErrorOf(error, 'ENOENT') || attempt === PUT_ATTEMPTS) throw error;
    }
  }
}
