import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
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

export interface AcceptedFolder extends Pick<Inbox, 'put'> {
  /** Delivers what an earlier run left behind. */
  resume(): Promise<void>;
}

/**
 * The inbox of a laptop's API. Who got a 202 must find a result, also when this process ends before: each article is a
 * file until its message is settled. After that its result or its failure is in the table.
 */
export function createAcceptedFolder(options: {
  directory: string;
  queue: Pick<LocalQueue, 'deliver'>;
  logger: Logger;
}): AcceptedFolder {
  const { directory, queue, logger } = options;

  function deliver(file: string, { key, body, options }: Accepted): void {
    queue
      .deliver({ key, body, options: withoutUndefined(options), bytes: Buffer.byteLength(body) })
      .then(() => rm(file, { force: true }))
      .catch((error: unknown) => logger.error('An accepted article waits for the next start', { error }));
  }

  return {
    async put(key, body, options) {
      const accepted = acceptedSchema.parse({ key, body, options });
      const file = join(directory, `${createHash('sha256').update(key).digest('hex')}.json`);
      try {
        await mkdir(directory, { recursive: true });
        await writeFile(`${file}.part`, JSON.stringify(accepted));
        await rename(`${file}.part`, file);
      } catch (cause) {
        throw new DepecheError('storage-unavailable', 'The data directory cannot be written.', { cause });
      }
      deliver(file, accepted);
      return { bucket: 'inbox', key };
    },

    async resume() {
      await mkdir(directory, { recursive: true });
      for (const name of await readdir(directory)) {
        if (!name.endsWith('.json')) continue;
        const file = join(directory, name);
        try {
          deliver(file, acceptedSchema.parse(JSON.parse(await readFile(file, 'utf8'))));
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
