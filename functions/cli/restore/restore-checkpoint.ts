import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { RestoreCounts, RestoreProgress } from '../../../shared/ports/stores/restoration.ts';

/** How far a run has come, as the next one finds it. */
export type RestoreCheckpoint = ReturnType<typeof openCheckpoint>;

const counters = z.record(z.string(), z.int().min(0));

const checkpointSchema = z.object({
  read: z.int().min(0),
  counts: z.object({ articles: counters, sentences: counters, months: counters, leftOut: counters }),
  incompleteIds: z.array(z.string()),
  underWayIds: z.array(z.string()),
  position: z.record(z.string(), z.string()),
});

/** A checkpoint in a file below the folder, for one pair of tables and one way of restoring. */
export function openCheckpoint(folder: string, name: string) {
  const path = join(folder, 'restore', `${createHash('sha256').update(name).digest('hex').slice(0, 16)}.json`);
  return {
    /** Where it is kept, for people. */
    path,
    /** `undefined` where there is none, or none that can be read: a run from the start does no harm. */
    async read(): Promise<RestoreProgress | undefined> {
      try {
        const { counts, ...progress } = checkpointSchema.parse(JSON.parse(await readFile(path, 'utf8')));
        return { ...progress, counts: counts as unknown as RestoreCounts };
      } catch {
        return undefined;
      }
    },
    async write(progress: RestoreProgress): Promise<void> {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.part`, JSON.stringify(progress));
      await rename(`${path}.part`, path);
    },
    remove: () => rm(path, { force: true }),
  };
}
