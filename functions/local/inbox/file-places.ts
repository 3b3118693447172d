import { constants } from 'node:fs';
import { lstat, open, rename, writeFile } from 'node:fs/promises';
import { parse } from 'node:path';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { InboxObject } from '../../../shared/ports/inbox.ts';

/** Where a file may go; `more` is added to its name. */
export type Place = (more: string) => Buffer;

/** File systems take names of 255 bytes; this leaves room for a time and for what a reason's name adds. */
const MAX_NAME_BYTES = 200;

const REASON = '.reason.json';

/**
 * A place in the folder for a file of this name, which may be any bytes. An earlier file of the name stays, and so does what
 * looks like its reason: the new one gets the time into its name then.
 */
export async function findPlace(folder: string, fileName: string | Buffer, time: string): Promise<Place> {
  const { stem, extension } = splitName(fileName);
  for (let others = 0; ; others += 1) {
    const addition = [...(others > 0 ? [time.replaceAll(':', '-')] : []), ...(others > 1 ? [others] : [])];
    const end = addition.map((part) => `.${part}`).join('') + extension;
    const place: Place = (more) => Buffer.concat([Buffer.from(`${folder}/`), stem, Buffer.from(end + more)]);
    const isTaken = await Promise.all([place(''), place(REASON)].map(exists));
    if (!isTaken.includes(true)) return place;
  }
}

/** Moves a file, its reason first. Returns false where it is gone: another server on the same folder was first. */
export async function moveWithReason(from: string | Buffer, place: Place, reason?: object): Promise<boolean> {
  if (reason) await writeFile(place(REASON), `${JSON.stringify(reason, null, 2)}\n`, { flag: 'wx' });
  return moveIfThere(from, place(''));
}

/** Returns false where there is nothing to move. */
export async function moveIfThere(from: string | Buffer, to: string | Buffer): Promise<boolean> {
  const moved = await rename(from, to).then(() => true, ignoreAbsent);
  return moved ?? false;
}

/** A name in two, cut before its extension where something is to be added to it; what is not UTF-8 has none. */
function splitName(fileName: string | Buffer): { stem: Buffer; extension: string } {
  if (typeof fileName !== 'string') return { stem: fileName.subarray(0, MAX_NAME_BYTES), extension: '' };
  const { name, ext } = parse(fileName);
  if (Buffer.byteLength(fileName) <= MAX_NAME_BYTES) return { stem: Buffer.from(name), extension: ext };
  const extension = Buffer.byteLength(ext) < MAX_NAME_BYTES ? ext : '';
  const cut = Buffer.from(name).subarray(0, MAX_NAME_BYTES - Buffer.byteLength(extension));
  // A character that is cut in two becomes U+FFFD at the end.
  return { stem: Buffer.from(cut.toString().replace(/\ufffd+$/, '')), extension };
}

/**
 * A file as the inbox hands it out; links are not followed. `refuse` throws what is to be thrown for what the system says.
 * Throws `payload-too-large`.
 */
export async function readWithin(
  maxBytes: number,
  path: string,
  refuse: (cause: unknown) => never,
): Promise<InboxObject> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(refuse);
  try {
    if ((await file.stat()).size > maxBytes) {
      throw new DepecheError('payload-too-large', `A file may have at most ${maxBytes} bytes.`);
    }
    return { body: await file.readFile().catch(refuse), contentType: undefined, metadata: {} };
  } finally {
    await file.close();
  }
}

export async function exists(path: string | Buffer): Promise<boolean> {
  return (await lstat(path).catch(ignoreAbsent)) !== undefined;
}

/** For what may be gone. Throws every other error. */
export function ignoreAbsent(error: unknown): undefined {
  if (isErrorOf(error, 'ENOENT')) return undefined;
  throw error;
}

/** Whether the system refused with one of these codes. */
export function isErrorOf(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
