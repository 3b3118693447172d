import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** One entry of package-lock.json, version 3. */
export interface LockedPackage {
  /** Where it is installed, relative to the repository. */
  path: string;
  name: string;
  version?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
  /** Comes inside the archive of the package that it lies in, under that one's checksum. */
  inBundle?: boolean;
  link?: boolean;
  hasInstallScript?: boolean;
}

/** A JSON file of the repository. */
export function readJson<Content>(path: string): Content {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Content;
}

/** Every package that an installation brings, the project itself left out. */
export function readLockfile(): LockedPackage[] {
  const { packages } = readJson<{ packages: Record<string, Omit<LockedPackage, 'path' | 'name'>> }>(
    'package-lock.json',
  );
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({ ...entry, path, name: path.slice(path.lastIndexOf('node_modules/') + 13) }));
}

/** Whether it is installed where only `dependencies` are: on a laptop that runs the service, and in the bundles. */
export const ships = ({ dev }: LockedPackage) => dev !== true;
