import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { withPullLock } from '../../../shared/adapters/model-store/pull-lock.ts';
import { DepecheError } from '../../../shared/core/errors.ts';

const ROOT = join(import.meta.dirname, '../../..');
const KEPT = join(ROOT, 'node_modules/.cache/depeche');

/** What any build depends on beside its own sources. */
const ALWAYS = ['cdk.json', 'package-lock.json', 'tsconfig.json'];

/** How often whoever needs what another process is building looks for it. */
const LOOK_MS = 50;

/** Another run may still work with what was built of sources that have changed since. */
const STALE_MS = 86_400_000;

const underWay = new Map<string, Promise<string>>();

/**
 * The folder of what `build` makes of the files below `sources` (relative to the repository). Building takes seconds, so
 * the folder is kept, for other processes too, until one of those files changes. `build` gets an empty folder, which is
 * moved once it is whole.
 */
export function keepBuild(
  name: string,
  sources: readonly string[],
  build: (folder: string) => Promise<unknown>,
): Promise<string> {
  const folder = join(KEPT, `${name}-${hashFiles([...sources, ...ALWAYS])}`);
  const kept = underWay.get(folder) ?? makeOnce(folder, build);
  underWay.set(folder, kept);
  return kept;
}

/**
 * One process makes it and the others wait for it: a build keeps both cores of a small machine busy. The lock is that of model
 * pulls, which says so when another process has it, and does not outlive one that was killed.
 */
async function makeOnce(folder: string, build: (folder: string) => Promise<unknown>): Promise<string> {
  while (!existsSync(folder)) {
    try {
      await withPullLock(`${folder}.lock`, () => make(folder, build));
    } catch (error) {
      if (!(error instanceof DepecheError && error.code === 'translator-unavailable')) throw error;
      await wait(LOOK_MS);
    }
  }
  return folder;
}

async function make(folder: string, build: (folder: string) => Promise<unknown>): Promise<void> {
  if (existsSync(folder)) return;
  removeStale();
  const making = `${folder}.${process.pid}`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making);
  await build(making);
  try {
    renameSync(making, folder);
  } catch (error) {
    // Another process took this one for dead; what it made is the same.
    if (!existsSync(folder)) throw error;
    rmSync(making, { recursive: true });
  }
}

function removeStale(): void {
  for (const name of existsSync(KEPT) ? readdirSync(KEPT) : []) {
    const path = join(KEPT, name);
    if (statSync(path).mtimeMs < Date.now() - STALE_MS) rmSync(path, { recursive: true, force: true });
  }
}

function hashFiles(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(filesBelow).sort()) hash.update(`${path}\0${hashFile(path)}\0`);
  return hash.digest('hex').slice(0, 16);
}

/** Hashes by path and what tells that a file has changed: each server that starts asks, and there are models among the files. */
const hashes = new Map<string, string>();

function hashFile(path: string): string {
  const { mtimeMs, size } = statSync(join(ROOT, path));
  const key = `${path} ${mtimeMs} ${size}`;
  const known =
    hashes.get(key) ??
    createHash('sha256')
      .update(readFileSync(join(ROOT, path)))
      .digest('hex');
  hashes.set(key, known);
  return known;
}

function filesBelow(path: string): string[] {
  if (statSync(join(ROOT, path)).isFile()) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(ROOT.length + 1));
}
