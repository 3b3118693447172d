import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const DOCUMENTS = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Our own code, tests and documents by their path from the root; the folder counts where a `*` stands. */
const OWN_PATH = /^(?:docs|functions|infra|scripts|shared|tests|\.github)\/[\w@./*-]+$/;

/** Named in advance, with the reason. */
const NOT_THERE_YET: Readonly<Record<string, string>> = {
  'shared/models/fr-en/': 'where a neural model will ship from; docs/models.md says that there is none',
};

const withoutBlocks = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '');

/** Anchors of a document as GitHub makes them from its headings. */
function anchorsOf(path: string): string[] {
  const headings = withoutBlocks(read(path)).match(/^#{1,6} .+$/gm) ?? [];
  return headings.map((heading) =>
    heading
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** What a document links to inside the repository, and does not find there. */
function deadLinks(path: string): string[] {
  const targets = [...withoutBlocks(read(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => {
    if (/^(?:https?|mailto):/.test(target)) return false;
    const [file = '', anchor] = target.split('#');
    const place = file === '' ? path : join(dirname(path), file);
    if (!existsSync(join(ROOT, place))) return true;
    return anchor !== undefined && place.endsWith('.md') && !anchorsOf(place).includes(anchor);
  });
}

/** What a document names in backticks as a path of ours, or as an npm script, and is none. */
function deadNames(path: string): string[] {
  const names = [...withoutBlocks(read(path)).matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name);
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const missing = names.filter((name) => {
    const [fixed = ''] = name.split('*');
    const place = fixed === name ? name : fixed.slice(0, fixed.lastIndexOf('/'));
    return OWN_PATH.test(name) && NOT_THERE_YET[name] === undefined && !existsSync(join(ROOT, place));
  });
  const commands = [...read(path).matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
  return [...missing, ...commands.filter((name) => scripts[name] === undefined)];
}

/** Rows of the tables below a heading, without the head and its rule. */
function rowsBelow(path: string, heading: RegExp): string[] {
  const section = read(path)
    .split(/^## /m)
    .find((part) => heading.test(part));
  return (section?.match(/^\|.*\|$/gm) ?? []).slice(2);
}

const testsIn = (row: string) => row.match(/`tests\/[\w./-]+\.test\.tsx?`/g) ?? [];

describe.each(DOCUMENTS)('%s', (path) => {
  test('links to what is there', () => expect(deadLinks(path)).toEqual([]));
  test('names files and commands that are there', () => expect(deadNames(path)).toEqual([]));
});

describe('promises', () => {
  test.each([
    ['README.md', /^What you can rely on/],
    ['README.md', /^Limits/],
    ['SECURITY.md', /^Threat model/],
  ])('each row of %s below %s names a test file', (path, heading) => {
    const rows = rowsBelow(path, heading);
    expect(rows.length).toBeGreaterThan(4);
    expect(rows.filter((row) => testsIn(row).length === 0)).toEqual([]);
  });

  test('a test file that is named has tests', () => {
    const named = new Set(['README.md', 'SECURITY.md'].flatMap((path) => testsIn(read(path))));
    const empty = [...named].filter((name) => {
      const file = name.replaceAll('`', '');
      return (
        !statSync(join(ROOT, file)).isFile() ||
        !/\b(?:test|it)(?:(?:\.concurrent)?\.(?:each|for)\b|\()|describe\w+\(/.test(read(file))
      );
    });
    expect(empty).toEqual([]);
  });
});

test('the tour of CONTRIBUTING leads through at most 30 files, each named once', () => {
  const tour = /^## A tour[\s\S]*?(?=^## )/m.exec(read('CONTRIBUTING.md'))?.[0] ?? '';
  const files = [...tour.matchAll(/`([\w/-]+\.tsx?)`/g)].map(([, file]) => file);
  expect(files.length).toBeGreaterThanOrEqual(20);
  expect(files.length).toBeLessThanOrEqual(30);
  expect(new Set(files).size).toBe(files.length);
});
