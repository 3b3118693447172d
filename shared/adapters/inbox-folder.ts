import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { diskFull, isDiskFull } from '../core/disk-full.ts';
import { DepecheError } from '../core/errors.ts';
import type { Inbox } from '../ports/inbox.ts';
import type { Logger } from '../ports/telemetry/logger.ts';

export interface FolderInboxOptions {
  directory: string;
  /** What the folder calls itself, in place of a bucket. */
  bucket: string;
  logger: Logger;
}

/** An object as it lies in its file. */
const objectSchema = z.object({
  key: z.string(),
  body: z.string(),
  encoding: z.enum(['utf8', 'base64']).default('utf8'),
  options: z.object({ contentType: z.string(), metadata: z.record(z.string(), z.string()).default({}) }),
});

/** Files that are being written; nobody was told that one that is left had been put. */
const UNFINISHED = '.part';

/**
 * The inbox as a folder of this machine, which one process at a time works with: what was put is there at the next start.
 * Every object is a file with a name of its own, written aside and moved there, so that a process that ends at any moment
 * leaves it whole or not at all, and a later object of the same key never meets the removal of the earlier one.
 * Opening it throws what the system says of the folder.
 */
export async function openFolderInbox({ directory, bucket, logger }: FolderInboxOptions): Promise<Inbox> {
  const files = new Map<string, string>();

  async function write(file: string, object: z.input<typeof objectSchema>): Promise<void> {
    await mkdir(directory, { recursive: true });
    await writeFile(file + UNFINISHED, JSON.stringify(object));
    await rename(file + UNFINISHED, file);
  }

  /** The one file of this key from now on. */
  async function enter(key: string, file: string): Promise<void> {
    const earlier = files.get(key);
    files.set(key, file);
    if (earlier !== undefined) await rm(earlier, { force: true });
  }

  async function read(key: string) {
    for (;;) {
      const file = files.get(key);
      if (file === undefined) throw new DepecheError('not-found', 'The object is no longer in the inbox.');
      try {
        return await readObject(file);
      } catch (error) {
        // A later object of this key may have taken its place meanwhile.
        if (files.get(key) === file) unavailable(error);
      }
    }
  }

  await mkdir(directory, { recursive: true });
  for (const name of await readdir(directory)) {
    const file = join(directory, name);
    if (name.endsWith(UNFINISHED)) await rm(file, { force: true });
    if (!name.endsWith('.json')) continue;
    try {
      await enter((await readObject(file)).key, file);
    } catch (error) {
      logger.error('A file in the folder of accepted articles cannot be read', { file: name, error });
    }
  }

  return {
    async put(key, body, { contentType, metadata = {} }) {
      const encoding = typeof body === 'string' ? 'utf8' : 'base64';
      const text = typeof body === 'string' ? body : Buffer.from(body).toString(encoding);
      const file = join(directory, `${randomUUID()}.json`);
      await write(file, { key, body: text, encoding, options: { contentType, metadata: { ...metadata } } })
        .then(() => enter(key, file))
        .catch(unavailable);
      return { bucket, key };
    },

    async list(prefix) {
      return [...files.keys()].filter((key) => key.startsWith(prefix)).map((key) => ({ bucket, key }));
    },

    async remove({ key }) {
      const file = files.get(key);
      files.delete(key);
      if (file !== undefined) await rm(file, { force: true }).catch(unavailable);
    },

    async get(location, { maxBytes, acceptsType }) {
      if (location.bucket !== bucket) throw new DepecheError('not-found', 'There is no such inbox.');
      const { body, encoding, options } = await read(location.key);
      if (!acceptsType(options.contentType)) {
        throw new DepecheError('unsupported-media-type', 'The type of the object is not one of text, HTML and JSON.');
      }
      const bytes = Buffer.from(body, encoding);
      if (bytes.length > maxBytes) {
        throw new DepecheError('payload-too-large', `An object may have at most ${maxBytes} bytes.`);
      }
      return { body: bytes, ...options };
    },
  };
}

async function readObject(file: string) {
  return objectSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

function unavailable(cause: unknown): never {
  if (isDiskFull(cause)) throw diskFull(cause);
  throw new DepecheError('storage-unavailable', 'The data directory cannot be read or written.', { cause });
}
