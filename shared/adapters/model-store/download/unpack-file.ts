import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { hashFile } from '../hash-file.ts';
import { isPacked, MAX_UNSTATED_BYTES } from './receive-file.ts';
import type { Checksum, RemoteFile } from '../remote-model.ts';

/** What became of what arrived: in place and checked; not all of it; or not the file that is published. */
export type Verdict = 'in place' | 'incomplete' | 'wrong';

/** The unpacked file is longer than it may be. */
class TooLongError extends Error {}

/**
 * Checks what arrived at `part` against everything that is known of the file, unpacks it, and puts it at `to` whole or not
 * at all. Of a file without checksums, gzip's own must be right, or, where it came unpacked, the server must have said
 * where it ends. Throws what the file system throws.
 */
export async function unpackFile(part: string, to: string, file: RemoteFile, isFramed: boolean): Promise<Verdict> {
  if (!(await isPacked(part))) return placeUnpacked(part, to, file, isFramed);
  if (file.packed) {
    const { size } = await stat(part);
    if (size < file.packed.bytes) return 'incomplete';
    if (!matches(file.packed, { bytes: size, sha256: await hashFile(part) })) return 'wrong';
  }
  const unpacked = `${part}.unpacked`;
  try {
    const found = await gunzip(part, unpacked, file.unpacked?.bytes ?? MAX_UNSTATED_BYTES);
    if (file.unpacked && !matches(file.unpacked, found)) return 'wrong';
    await rename(unpacked, to);
    await rm(part);
    return 'in place';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'Z_BUF_ERROR') return 'incomplete';
    if (error instanceof TooLongError || code.startsWith('Z_')) return 'wrong';
    throw error;
  } finally {
    await rm(unpacked, { force: true });
  }
}

/** A server has unpacked the file on the way. */
async function placeUnpacked(
  part: string,
  to: string,
  { packed, unpacked }: RemoteFile,
  isFramed: boolean,
): Promise<Verdict> {
  const { size } = await stat(part);
  if (unpacked) {
    if (size < unpacked.bytes) return 'incomplete';
    if (!matches(unpacked, { bytes: size, sha256: await hashFile(part) })) return 'wrong';
  } else {
    if (packed) return 'wrong'; // only its packed form can be checked
    if (size === 0 || !isFramed) return 'incomplete';
  }
  await rename(part, to);
  return 'in place';
}

async function gunzip(from: string, to: string, mostBytes: number): Promise<Checksum> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > mostBytes ? new TooLongError() : null, chunk);
    },
  });
  await pipeline(createReadStream(from), createGunzip(), measure, createWriteStream(to));
  return { bytes, sha256: hash.digest('hex') };
}

const matches = (wanted: Checksum, found: Checksum) => found.bytes === wanted.bytes && found.sha256 === wanted.sha256;
