import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type LockedPackage, ROOT, readJson, readLockfile } from './read-lockfile.ts';

const REGISTRY = 'https://registry.npmjs.org/';

/** Packages with a script that npm would run, and why the service does without it. */
const SCRIPTS_NOT_RUN: Readonly<Record<string, string>> = {
  esbuild: 'checks its binary, which comes as the package of the platform',
  'classic-level': 'compiles where its prebuilt binary does not fit; it brings one for each common platform',
  wordpos: 'counts the words of a dictionary; a part of a benchmark’s baseline that asks for none',
};

const locked = readLockfile();
const named = (entries: readonly LockedPackage[]) => entries.map(({ path }) => path);

describe('an installation', () => {
  test('asks for exact versions of everything', () => {
    const { dependencies, devDependencies } = readJson<Record<string, Record<string, string>>>('package.json');
    const wanted = Object.entries({ ...dependencies, ...devDependencies });
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toMatch(/^save-exact=true$/m);
  });

  test('gets what the lockfile names, each under its SHA-512', () => {
    const own = locked.filter(({ inBundle }) => inBundle !== true);
    expect(own.length).toBeGreaterThan(100);
    expect(named(own.filter(({ integrity = '' }) => !/^sha512-[\w+/]{86}==$/.test(integrity)))).toEqual([]);
    expect(named(locked.filter(({ version = '' }) => !/^\d+\.\d+\.\d+/.test(version)))).toEqual([]);
  });

  test('a package without a checksum lies inside one that has it', () => {
    const covered = new Set(named(locked.filter(({ integrity }) => integrity !== undefined)));
    const inside = locked.filter(({ integrity }) => integrity === undefined);
    const owner = ({ path }: LockedPackage) => path.slice(0, path.indexOf('/node_modules/'));
    expect(named(inside.filter((entry) => !covered.has(owner(entry))))).toEqual([]);
  });

  test('comes from the public registry only: no git, no folder, no other host', () => {
    const elsewhere = ({ resolved, link }: LockedPackage) =>
      link === true || (resolved !== undefined && !resolved.startsWith(REGISTRY));
    expect(named(locked.filter(elsewhere))).toEqual([]);
    expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).not.toMatch(/registry|_auth/i);
  });

  test('follows the lockfile and runs no script of a package', () => {
    const script = readFileSync(join(ROOT, 'scripts/ensure-installed.mjs'), 'utf8');
    expect(script).toContain("'ci', '--ignore-scripts'");
    const scripted = locked.filter(({ hasInstallScript }) => hasInstallScript === true).map(({ name }) => name);
    expect(scripted.filter((name) => SCRIPTS_NOT_RUN[name] === undefined)).toEqual([]);
    expect(Object.keys(SCRIPTS_NOT_RUN).filter((name) => !scripted.includes(name))).toEqual([]);
  });
});
