import { readdir } from 'node:fs/promises';
import { isErrorOf } from './file-places.ts';

export interface FileList {
  /** Of plain files, below the folder, with `/` between folders. */
  paths: string[];
  /** What has a name that is not UTF-8, by its whole path, with nothing below it. */
  unnamed: Buffer[];
  /** Of folders below that cannot be read. */
  errors: unknown[];
}

/**
 * What lies in a folder and below. Links are not followed, hidden names and those to `skip` at the top are left out.
 * Throws when the folder itself cannot be read.
 */
export async function listFiles(folder: string, skip: ReadonlySet<string>): Promise<FileList> {
  const found: FileList = { paths: [], unnamed: [], errors: [] };

  async function visit(below: string): Promise<void> {
    const entries = await readdir(`${folder}/${below}`, { withFileTypes: true, encoding: 'buffer' });
    for (const entry of entries) {
      const name = entry.name.toString();
      if (name.startsWith('.') || (below === '' && skip.has(name))) continue;
      if (!entry.name.equals(Buffer.from(name))) {
        found.unnamed.push(Buffer.concat([Buffer.from(`${folder}/${below}`), entry.name]));
      } else if (entry.isFile()) {
        found.paths.push(below + name);
      } else if (entry.isDirectory()) {
        // It may have gone since.
        await visit(`${below}${name}/`).catch((error: unknown) => {
          if (!isErrorOf(error, 'ENOENT')) found.errors.push(error);
        });
      }
    }
  }

  await visit('');
  return found;
}
