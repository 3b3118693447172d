import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** What a layer may import: paths below the root (a folder ends in `/`), and which packages. */
interface Layer {
  paths: readonly string[];
  packages: (specifier: string) => boolean;
}

const noPackage = () => false;
const anyPackage = () => true;
const only =
  (...names: string[]) =>
  (specifier: string) =>
    names.some((name) => specifier === name || specifier.startsWith(`${name}/`));

const CONSTANTS = 'shared/config/constants.ts';
/** How every adapter of AWS sends; no adapter itself. */
const AWS_CALLS = 'shared/adapters/aws-http/';
/** How every adapter of an engine that is billed calls it; no adapter itself. */
const ENGINE_CALLS = 'shared/adapters/engine-calls/';

/** The import table of CONTRIBUTING.md; the first prefix that fits a file decides. */
const TABLE: readonly [prefix: string, layer: Layer][] = [
  ['shared/core/', { paths: ['shared/core/'], packages: noPackage }],
  ['shared/ports/', { paths: ['shared/core/', 'shared/ports/'], packages: noPackage }],
  ['shared/app/', { paths: ['shared/core/', 'shared/ports/', 'shared/app/'], packages: only('node:crypto') }],
  [
    'shared/adapters/',
    { paths: ['shared/core/', 'shared/ports/', CONSTANTS, AWS_CALLS, ENGINE_CALLS], packages: anyPackage },
  ],
  ['shared/contracts/', { paths: ['shared/core/', 'shared/contracts/'], packages: only('zod') }],
  ['shared/config/', { paths: ['shared/config/'], packages: only('zod') }],
  ['functions/wiring/', { paths: ['shared/', 'functions/'], packages: anyPackage }],
  [
    'functions/',
    {
      paths: ['functions/', 'shared/app/', 'shared/ports/', 'shared/contracts/', 'shared/config/', 'shared/core/'],
      packages: (specifier) => !specifier.startsWith('@aws-sdk/'),
    },
  ],
  ['infra/', { paths: ['infra/', 'shared/config/'], packages: anyPackage }],
];

const IMPORT = /^\s*(?:import|export)\s[^;]*?from\s*'([^']+)'|^\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

/** Adapters of one port live in a folder or a file of their own and do not see each other. */
function adapterOf(path: string): string {
  return path.split('/')[2] ?? '';
}

/** What a file imports, type imports and lazy ones included, as it is written. */
function specifiersOf(file: string): string[] {
  const matches = readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT);
  return Array.from(matches, (match) => match[1] ?? match[2] ?? match[3] ?? '');
}

const targetOf = (file: string, specifier: string) => relative(ROOT, resolve(ROOT, dirname(file), specifier));

function violations(file: string): string[] {
  const layer = TABLE.find(([prefix]) => file.startsWith(prefix))?.[1];
  if (!layer) return [`${file}: stands outside the table`];
  const found: string[] = [];
  for (const specifier of specifiersOf(file)) {
    if (!specifier.startsWith('.')) {
      if (!layer.packages(specifier)) found.push(`${file} imports the package ${specifier}`);
      continue;
    }
    const target = targetOf(file, specifier);
    const sameAdapter = target.startsWith('shared/adapters/') && adapterOf(target) === adapterOf(file);
    if (!sameAdapter && !layer.paths.some((path) => target.startsWith(path))) found.push(`${file} imports ${target}`);
  }
  return found;
}

/** Every circle of imports, each by the files on it, the first of them again at its end. */
function findCircles(files: readonly string[]): string[] {
  const known = new Set(files);
  const done = new Set<string>();
  const way: string[] = [];
  const circles: string[] = [];
  const visit = (file: string) => {
    const met = way.indexOf(file);
    if (met >= 0) circles.push([...way.slice(met), file].join(' → '));
    if (met >= 0 || done.has(file)) return;
    way.push(file);
    for (const specifier of specifiersOf(file)) {
      const target = targetOf(file, specifier);
      if (known.has(target)) visit(target);
    }
    way.pop();
    done.add(file);
  };
  for (const file of files) visit(file);
  return circles;
}

/** A newcomer takes in about a dozen names at a look. */
const MAX_FILES_A_FOLDER = 12;

/** The rules of cleaning are one list, each in a file of its name. */
const ONE_LIST = 'shared/core/clean/rules';

describe('architecture', () => {
  const files = ['functions', 'shared', 'infra'].flatMap(sourceFiles);

  test('every import follows the table', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap(violations)).toEqual([]);
  });

  test('no file leads back to itself, type imports included', () => {
    expect(findCircles(files)).toEqual([]);
  });

  test('a folder holds at most a dozen files of its own', () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    const full = [...counts].filter(([folder, count]) => count > MAX_FILES_A_FOLDER && folder !== ONE_LIST);
    expect(full).toEqual([]);
  });

  test('only entry files read the environment', () => {
    const entry = /(^|\/)index\.tsx?$|^infra\/app\.ts$/;
    const reading = files.filter((file) => readFileSync(join(ROOT, file), 'utf8').includes('process.env'));
    expect(reading.filter((file) => !entry.test(file))).toEqual([]);
  });

  test('no file has a default export', () => {
    const exporting = files.filter((file) => /^export default\b/m.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(exporting).toEqual([]);
  });
});
