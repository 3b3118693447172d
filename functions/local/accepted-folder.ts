import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { DepecheError } from '../../shared/core/errors.ts';
import type { Inbox } from '../../shared/ports/inbox.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import type { LocalQueue } from './local-queue.ts';

/** An article that the API took on for later, as it is kept until it is settled. */
const acceptedSchema = z.object({
  key: z.string(),
  body: z.string(),
  options: z.object({ contentType: z.string(), metadata: z.record(z.string(), z.string()).optional() }),
});

type Accepted = z.infer<typeof acceptedSchema>;

const WAITS = 'An accepted article waits for the next start';

/** Files that are being written; one that is left was never answered with 202. */
const UNFINISHED = '.part';

const BUCKET = 'inbox';

export interface AcceptedFolder extends Pick<Inbox, 'put' | 'list' | 'remove'> {
  /** Delivers what an earlier run left behind. */
  resume(): Promise<void>;
}

/**
 * The inbox of a laptop's API. Who got a 202 must find a result, also when this process ends before: each article is a
 * file until its result or its failure is in the table. The dead-letter queue of a laptop goes with the process, so a
 * message that ended there with nothing in the table stays a file as well.
 */
export function createAcceptedFolder(options: {
  directory: string;
  queue: Pick<LocalQueue, 'deliver'>;
  logger: Logger;
}): AcceptedFolder {
  const { directory, queue, logger } = options;
  /** Keys of the files that are there, which this process alone writes and takes away. */
  const files = new Map<string, string>();

  async function forget(key: string, file: string): Promise<void> {
    await rm(file, { force: true });
    files.delete(key);
  }

  async function deliver(file: string, { key, body, options }: Accepted): Promise<void> {
    files.set(key, file);
    try {
      const outcome = await queue.deliver({
        key,
        body,
        options: withoutUndefined(options),
        bytes: Buffer.byteLength(body),
      });
      if (outcome.status === 'buried' && !outcome.isTold) logger.error(WAITS, { code: outcome.problem.code });
      else await forget(key, file);
    } catch (error) {
      logger.error(WAITS, { error });
    }
  }

  return {
    async put(key, body, options) {
      const accepted = acceptedSchema.parse({ key, body, options });
      const file = join(directory, `${createHash('sha256').update(key).digest('hex')}.json`);
      try {
        await mkdir(directory, { recursive: true });
        // Two callers may send the same article at the same time.
        const unfinished = `${file}.${randomUUID()}${UNFINISHED}`;
        await writeFile(unfinished, JSON.stringify(accepted));
        await rename(unfinished, file);
      } catch (cause) {
        throw new DepecheError('storage-unavailable', 'The data directory cannot be written.', { cause });
      }
      void deliver(file, accepted);
      return { bucket: BUCKET, key };
    },

    async list(prefix) {
      return [...files.keys()].filter((key) => key.startsWith(prefix)).map((key) => ({ bucket: BUCKET, key }));
    },

    async remove({ key }) {
      const file = files.get(key);
      if (file !== undefined) await forget(key, file);
    },

    async resume() {
      await mkdir(directory, { recursive: true });
      for (const name of await readdir(directory)) {
        const file = join(directory, name);
        if (name.endsWith(UNFINISHED)) await rm(file, { force: true });
        if (!name.endsWith('.json')) continue;
        try {
          void deliver(file, acceptedSchema.parse(JSON.parse(await readFile(file, 'utf8'))));
        } catch (error) {
          logger.error('A file in the folder of accepted articles cannot be read', { file: name, error });
        }
      }
    },
  };
}

/** zod states an absent member as `undefined`. */
function withoutUndefined({ contentType, metadata }: Accepted['options']) {
  return { contentType, ...(metadata === undefined ? {} : { metadata }) };
}
