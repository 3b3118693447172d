import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32c } from './crc32c.ts';

/**
 * LevelDB's log (doc/log_format.md): blocks of 32 KiB; in each, records of a masked checksum, a length, a type and as many
 * bytes. A record that spans blocks is written in fragments: a first, middle ones, a last.
 */
const BLOCK_BYTES = 32_768;
const HEADER_BYTES = 7;
const [NO_TYPE, FULL, FIRST, MIDDLE, LAST] = [0, 1, 2, 3, 4];

/** Bytes of a log from `start` on, before `end`. */
interface Stretch {
  start: number;
  end: number;
}

type RecordAt = { kind: 'whole'; type: number; end: number } | { kind: 'cut off' } | { kind: 'damaged' };

/**
 * Whether the writes that a database has in its log alone are damaged: LevelDB drops those in silence, as it drops one that
 * was cut off. `wasCutOff`: whether the process that wrote it may have been killed, which leaves a record without its end.
 */
export async function isLogDamaged(directory: string, { wasCutOff }: { wasCutOff: boolean }): Promise<boolean> {
  for (const path of await listLogs(directory)) {
    const { isDamaged, isCutOff } = readLog(await readFile(path));
    if (isDamaged || (isCutOff && !wasCutOff)) return true;
  }
  return false;
}

/** Blanks what is unreadable, so that what reads the logs without looking at checksums passes it over. */
export async function blankUnreadable(directory: string): Promise<void> {
  for (const path of await listLogs(directory)) {
    const bytes = await readFile(path);
    const { unreadable } = readLog(bytes);
    for (const { start, end } of unreadable) bytes.fill(0, start, end);
    if (unreadable.length > 0) await writeFile(path, bytes);
  }
}

async function listLogs(directory: string): Promise<string[]> {
  return (await readdir(directory)).filter((name) => /^\d+\.log$/.test(name)).map((name) => join(directory, name));
}

interface LogState {
  isDamaged: boolean;
  /** Ends within a record. */
  isCutOff: boolean;
  /** From what is no record on, nothing in its block is believed: its length may be wrong as well. */
  unreadable: Stretch[];
}

function readLog(bytes: Buffer): LogState {
  const unreadable: Stretch[] = [];
  let isDamaged = false;
  let isInFragments = false;
  for (let block = 0; block < bytes.length; block += BLOCK_BYTES) {
    const end = Math.min(block + BLOCK_BYTES, bytes.length);
    let at = block;
    while (end - at >= HEADER_BYTES) {
      const record = readRecord(bytes, at, end);
      if (record.kind === 'cut off') return { isDamaged, isCutOff: true, unreadable };
      if (record.kind === 'damaged') {
        unreadable.push({ start: at, end });
        isInFragments = false;
        break;
      }
      const isContinued = record.type === MIDDLE || record.type === LAST;
      // Fragments whose first or last ones are gone, with a block that is.
      isDamaged ||= isContinued !== isInFragments;
      isInFragments = record.type === FIRST || record.type === MIDDLE;
      at = record.end;
    }
    // What is too short for a header ends a block, or is a header without its end.
    if (end === bytes.length && end > at && end - at < HEADER_BYTES && end < block + BLOCK_BYTES) isInFragments = true;
  }
  return { isDamaged: isDamaged || unreadable.length > 0, isCutOff: isInFragments, unreadable };
}

function readRecord(bytes: Buffer, at: number, end: number): RecordAt {
  const type = bytes.readUInt8(at + 6);
  const last = at + HEADER_BYTES + bytes.readUInt16LE(at + 4);
  const isAtEnd = end === bytes.length;
  // Room that a file system gave to a file before a power cut.
  if (isAtEnd && type === NO_TYPE && bytes.subarray(at).every((byte) => byte === 0)) return { kind: 'cut off' };
  if (type < FULL || type > LAST) return { kind: 'damaged' };
  if (last <= end) {
    const isSound = bytes.readUInt32LE(at) === mask(crc32c(bytes.subarray(at + 6, last)));
    return isSound ? { kind: 'whole', type, end: last } : { kind: 'damaged' };
  }
  const fitsItsBlock = last - at <= BLOCK_BYTES - (at % BLOCK_BYTES);
  return isAtEnd && fitsItsBlock && !holdsRecord(bytes, at + 1, end) ? { kind: 'cut off' } : { kind: 'damaged' };
}

/** After a record whose end is missing nothing was written: where one begins later, it is the length that is wrong. */
function holdsRecord(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; end - at > HEADER_BYTES; at += 1) {
    const type = bytes.readUInt8(at + 6);
    const last = at + HEADER_BYTES + bytes.readUInt16LE(at + 4);
    if (type < FULL || type > LAST || last > end || last === at + HEADER_BYTES) continue;
    if (bytes.readUInt32LE(at) === mask(crc32c(bytes.subarray(at + 6, last)))) return true;
  }
  return false;
}

/** LevelDB keeps checksums rotated and moved, because a checksum of bytes that hold checksums says little. */
function mask(checksum: number): number {
  return (((checksum >>> 15) | (checksum << 17)) + 0xa282ead8) >>> 0;
}
