import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's folder in a path of esbuild's metafile; the innermost one where packages bring packages. */
const PACKAGE_FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)/i;

const RULE = '-'.repeat(80);

interface Manifest {
  name: string;
  version: string;
  license?: string;
  author?: string | { name?: string };
  dependencies?: Readonly<Record<string, string>>;
}

/**
 * The notices that go with a bundle: each package that is in it with version and licence, then the texts of those
 * licences, each once with the packages it belongs to. `inputs` are paths relative to `root`, as in esbuild's metafile.
 */
export function writeNotices(root: string, inputs: readonly string[]): string {
  const owners = new Map<string, string[]>();
  const list = findPackages(root, inputs).map((folder) => {
    const { name, version, license, author } = readManifest(join(root, folder));
    for (const text of readLicences(join(root, folder))) owners.set(text, [...(owners.get(text) ?? []), name]);
    return [`${name} ${version}`, license, typeof author === 'string' ? author : author?.name]
      .filter(Boolean)
      .join(', ');
  });
  const texts = [...owners].map(([text, names]) => `${RULE}\n${names.join(', ')}\n${RULE}\n\n${text}\n`);
  return `Third-party software in this package:\n\n${list.join('\n')}\n\n${texts.join('\n')}`;
}

/**
 * Folders of the packages that a bundle was made of, in alphabetical order. Their dependencies count too, used or not:
 * a file of a package may have been bundled from them before it was published, which no metafile tells.
 */
export function findPackages(root: string, inputs: readonly string[]): string[] {
  const found = new Set(inputs.flatMap((path) => PACKAGE_FOLDER.exec(path)?.[0] ?? []));
  for (const folder of found) {
    for (const name of Object.keys(readManifest(join(root, folder)).dependencies ?? {})) {
      const dependency = resolvePackage(root, folder, name);
      if (dependency !== undefined) found.add(dependency);
    }
  }
  return [...found].sort();
}

/** Where Node finds `name` from inside `folder`; undefined for one that is not installed on this platform. */
function resolvePackage(root: string, folder: string, name: string): string | undefined {
  const candidate = join(folder, 'node_modules', name);
  if (existsSync(join(root, candidate, 'package.json'))) return candidate;
  return folder === '.' ? undefined : resolvePackage(root, dirname(folder), name);
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function readLicences(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
}
