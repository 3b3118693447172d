/** Licences that ask for their notice and no more; nothing that ships needs a reason under these. */
export const PERMISSIVE: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
]);

/** Licences that more may have which is only used to build and test; nothing of it leaves the machine. */
export const TOOLS_ONLY: ReadonlySet<string> = new Set(['BlueOak-1.0.0', 'MPL-2.0', 'PSF-2.0', 'Zlib']);

export interface LicenceException {
  /** As the lockfile gives it; another one after an upgrade is looked at again. */
  licence: string | undefined;
  reason: string;
}

/** What has another licence, or names none, by package. */
export const EXCEPTIONS: Readonly<Record<string, LicenceException>> = {
  '@browsermt/bergamot-translator': {
    licence: 'MPL-2.0',
    reason:
      'Copyleft by file: used as published, not changed, its source is public, and our own files stay under Apache-2.0.',
  },
  jsonify: { licence: 'Public Domain', reason: 'Given away by its author; a part of a benchmark’s baseline.' },
  sylvester: {
    licence: undefined,
    reason: 'Its LICENSE.txt is the MIT licence; only its package.json is silent. A part of a benchmark’s baseline.',
  },
};
