import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from './read-lockfile.ts';

const run = promisify(execFile);

/** Whoever compiles against the client: strict, and looking into the types of libraries too. */
const STRICT = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    module: 'NodeNext',
    target: 'ES2023',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    types: [],
    noEmit: true,
  },
  files: ['use.mts'],
};

const USE = `
import { type ArticleInput, type ArticleResult, createClient } from 'depeche/client';
const client = createClient('http://localhost:8787', { apiKey: 'k' });
const article: ArticleInput = { title: 'Le port rouvre', text: 'Le port a rouvert mardi.' };
const answer = await client.v1.articles.$post({ json: article });
if (answer.status === 200) {
  const result: ArticleResult = await answer.json();
  const title: string = result.translation.title;
  console.log(title);
}
// @ts-expect-error: the types know that there is no such member
export const wrong: ArticleInput = { texte: 'Bonjour.' };
`;

describe('the package', () => {
  let project: string;
  let installed: string;
  beforeAll(async () => {
    await run('npm', ['run', '-s', 'build:package'], { cwd: ROOT });
    project = await mkdtemp(join(tmpdir(), 'depeche-stranger-'));
    installed = join(project, 'node_modules/depeche');
    await mkdir(installed, { recursive: true });
    for (const path of ['package.json', 'bin', 'dist/package']) {
      await cp(join(ROOT, path), join(installed, path), { recursive: true });
    }
    // What npm would install beside it.
    await symlink(join(ROOT, 'node_modules'), join(installed, 'node_modules'));
  });
  afterAll(() => rm(project, { recursive: true }));

  test('holds the command, the client with its types, and the model; no source, no test, no infrastructure', async () => {
    const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT });
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'bin/depeche.mjs']));
    const expected =
      /^(?:LICENSE|README\.md|package\.json|bin\/depeche\.mjs|dist\/package\/(?:functions\/wiring\/[\w-]+(?:\.d\.mts|\.mjs)|shared\/models\/[\w-]+\/[\w.]+))$/;
    expect(paths.filter((path) => !expected.test(path))).toEqual([]);
  });

  test('runs its command where it is installed', async () => {
    await writeFile(join(project, 'a.txt'), 'Le port a rouvert mardi aux chalutiers.\n\nPartager sur Facebook');
    const command = join(installed, 'bin/depeche.mjs');
    const { stdout } = await run(process.execPath, [command, 'translate', 'a.txt', '--json'], { cwd: project });
    const { translation } = JSON.parse(stdout) as { translation: { text: string } };
    expect(translation.text).toContain('port');
    expect(translation.text).not.toContain('Facebook');
  });

  test('gives its client’s types to a strict project', async () => {
    await writeFile(join(project, 'use.mts'), USE);
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(STRICT));
    await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', project], { cwd: project });
  });
});

test('the command of a checkout runs from its source, and keeps standard output for results', async () => {
  const { stdout } = await run(process.execPath, [join(ROOT, 'bin/depeche.mjs'), '--version'], { cwd: tmpdir() });
  expect(stdout).toBe('0.1.0\n');
});
