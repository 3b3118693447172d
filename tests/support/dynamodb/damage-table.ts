import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILES = { manifest: /^MANIFEST-/, current: /^CURRENT$/, data: /\.ldb$/, log: /\.log$/ };

/** Does to a database that is closed what a broken disk does: what a file holds becomes noise, or the file is gone. */
export async function damageTable(directory: string, part: keyof typeof FILES): Promise<void> {
  const hit = (await readdir(directory)).filter((name) => FILES[part].test(name));
  if (hit.length === 0) throw new Error('There is no such file.');
  for (const name of hit) {
    if (part === 'current') await rm(join(directory, name));
    else await writeFile(join(directory, name), 'noise'.repeat(200));
  }
}
