import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DepecheError } from '../../core/errors.ts';
import { isFileError } from './file-errors.ts';

/** A name that begins with a dot is no model. */
const LOCK = '.pulling';
/** How often whoever holds it gives a sign of life, and after how long without one it is left. */
const BEAT_MS = 2_000;
const STALE_MS = 30_000;

/** Locks that this process holds or takes. */
const held = new Set<string>();

/**
 * Runs `pull` while no other pull works in this folder, of this process or another: two would write into each other's
 * halves. A lock that a killed process left does not count. Throws `translator-unavailable` while another pull is at
 * work, and what `pull` throws.
 */
export async function withPullLock<Value>(directory: string, pull: () => Promise<Value>): Promise<Value> {
  const lock = join(directory, LOCK);
  if (held.has(lock)) throw busy();
  held.add(lock);
  try {
    await mkdir(directory, { recursive: true });
    await take(lock);
    const beat = setInterval(() => {
      const now = new Date();
      // Where it cannot be written any more, the pull itself meets the reason.
      utimes(lock, now, now).catch(() => {});
    }, BEAT_MS);
    beat.unref();
    try {
      return await pull();
    } finally {
      clearInterval(beat);
      await rm(lock, { force: true });
    }
  } finally {
    held.delete(lock);
  }
}

/** Takes the lock, or its place after whoever left it; that is done by one, who first makes a file named after the one who left. */
async function take(lock: string): Promise<void> {
  const words = `${process.pid} ${hostname()} ${randomUUID()}`;
  while (!(await create(lock, words))) {
    const found = await read(lock);
    if (found === undefined) continue;
    if (!isLeft(found)) throw busy();
    const succession = `${lock}.${found.words.replace(/[^\w-]/g, '_')}`;
    if (!(await create(succession, words))) {
      const other = await read(succession);
      if (other && !isLeft(other)) throw busy();
      await rm(succession, { force: true });
      continue;
    }
    try {
      if ((await read(lock))?.words !== found.words) continue;
      await writeFile(`${succession}.next`, words);
      return await rename(`${succession}.next`, lock);
    } finally {
      await rm(succession, { force: true });
    }
  }
}

/** Whether there was none. */
async function create(path: string, words: string): Promise<boolean> {
  try {
    await writeFile(path, words, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isFileError(error) && error.code === 'EEXIST') return false;
    throw error;
  }
}

interface FoundLock {
  words: string;
  mtimeMs: number;
}

async function read(path: string): Promise<FoundLock | undefined> {
  try {
    return { words: await readFile(path, 'utf8'), mtimeMs: (await stat(path)).mtimeMs };
  } catch (error) {
    if (isFileError(error) && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Whether its holder is gone: at once where it ran on this machine, else after a while without a sign of life. One that has
 * the number of this process had it before, as in a container that starts again: this one holds none when it asks.
 */
function isLeft({ words, mtimeMs }: FoundLock): boolean {
  const [pid, host] = words.split(' ');
  if (Date.now() - mtimeMs > STALE_MS) return true;
  if (host !== hostname()) return false;
  return Number(pid) === process.pid || !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isFileError(error) && error.code === 'EPERM';
  }
}

function busy(): DepecheError {
  return new DepecheError(
    'translator-unavailable',
    'Another pull is at work in the folder of the local models. Wait until it is done, then try again.',
  );
}
