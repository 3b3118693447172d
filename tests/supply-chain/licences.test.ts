import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXCEPTIONS, PERMISSIVE, TOOLS_ONLY } from './licence-policy.ts';
import { type LockedPackage, ROOT, readJson, readLockfile, ships } from './read-lockfile.ts';

/** Whether an SPDX expression leaves a choice of which every part is allowed. Brackets are not nested in practice. */
function isAllowed(expression: string | undefined, allowed: (licence: string) => boolean): boolean {
  if (expression === undefined) return false;
  const plain = expression.replaceAll(/[()]/g, '');
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((licence) => allowed(licence.trim())));
}

const permissive = (licence: string) => PERMISSIVE.has(licence);
const describeLicence = ({ path, license }: LockedPackage) => `${path}: ${license ?? 'no licence'}`;

const excused = ({ name, license }: LockedPackage) => name in EXCEPTIONS && EXCEPTIONS[name]?.licence === license;

describe('licences', () => {
  const locked = readLockfile();
  const shipped = locked.filter(ships);

  test('what ships is under a permissive licence, or has a reason', () => {
    expect(shipped.length).toBeGreaterThan(50);
    const refused = shipped.filter((entry) => !isAllowed(entry.license, permissive) && !excused(entry));
    expect(refused.map(describeLicence)).toEqual([]);
  });

  test('what only builds and tests has one of those or a weak copyleft', () => {
    const known = (licence: string) => permissive(licence) || TOOLS_ONLY.has(licence);
    const refused = locked.filter((entry) => !ships(entry) && !isAllowed(entry.license, known) && !excused(entry));
    expect(refused.map(describeLicence)).toEqual([]);
  });

  test('every exception is still needed', () => {
    const needed = locked.filter(({ license }) => !isAllowed(license, permissive)).map(({ name }) => name);
    expect(Object.keys(EXCEPTIONS).filter((name) => !needed.includes(name))).toEqual([]);
  });

  test('the lockfile names the licences that the packages here name themselves', () => {
    const installed = shipped.filter(({ path }) => existsSync(join(ROOT, path, 'package.json')));
    expect(installed.length).toBeGreaterThan(50);
    const differing = installed.filter(({ path, license }) => {
      const { license: own } = readJson<{ license?: string | { type: string } }>(`${path}/package.json`);
      return own !== undefined && (typeof own === 'string' ? own : own.type) !== license;
    });
    expect(differing.map(describeLicence)).toEqual([]);
  });

  test.each([
    ['AGPL-3.0-only', false],
    ['GPL-2.0-or-later', false],
    ['LGPL-3.0', false],
    ['MIT AND LGPL-2.1', false],
    ['SEE LICENSE IN EULA.txt', false],
    ['UNLICENSED', false],
    [undefined, false],
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['Apache-2.0 AND ISC', true],
  ])('%s may ship: %s', (expression, allowed) => {
    expect(isAllowed(expression, permissive)).toBe(allowed);
  });
});
