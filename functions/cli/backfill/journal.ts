import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';

/** A file of an archive, and the id of the article in it. */
export interface ArchivedFile {
  name: string;
  id: string;
}

export type Journal = ReturnType<typeof openJournal>;

/**
 * Which files of an archive were sent where; it outlives what is kept of them in the inbox. A line for each file. A line is
 * written after its file is sent: a run that ends in between finds the file in the inbox.
 */
export function openJournal(folder: string, { from, to }: { from: string; to: string }) {
  const hash = createHash('sha256')
    .update(JSON.stringify([from, to]))
    .digest('hex')
    .slice(0, 16);
  const path = join(folder, 'backfill', `${hash}.jsonl`);
  return {
    /** Ids by name. */
    async read(): Promise<ReadonlyMap<string, string>> {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '';
        throw error;
      });
      return new Map(text.split('\n').flatMap(readLine));
    },
    async add({ name, id }: ArchivedFile): Promise<void> {
      await mkdir(dirname(path), { recursive: true });
      // Begun with the line feed: a line that was cut off stands alone then.
      await appendFile(path, `\n${JSON.stringify([name, id])}`);
    },
    forget: () => rm(path, { force: true }),
  };
}

const lineSchema = z.tuple([z.string(), z.string()]);

/** A line that a killed run cut off names nothing. */
function readLine(line: string): [name: string, id: string][] {
  try {
    return [lineSchema.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
