import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findSecrets } from './find-secrets.ts';
import { ROOT } from './read-lockfile.ts';

/** Values that look like secrets and are none, with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'https://user:pass@': 'An address of tests/fixtures/hostile; there is no such user.',
};

/** What is committed and what is about to be; undefined in a copy without its history. */
function projectFiles(): string[] | undefined {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const git = spawnSync('git', ['-c', `safe.directory=${ROOT}`, ...list], { cwd: ROOT, encoding: 'utf8' });
  if (git.status !== 0) return undefined;
  return git.stdout
    .split('\0')
    .filter((name) => name !== '' && statSync(join(ROOT, name), { throwIfNoEntry: false })?.isFile());
}

/** Text of a file; nothing of one with NUL bytes, such as pictures and models. */
function readText(name: string): string {
  const bytes = readFileSync(join(ROOT, name));
  return bytes.includes(0) ? '' : bytes.toString('utf8');
}

describe('the files of this repository', () => {
  test('hold no key, token or password', ({ skip }) => {
    const files = projectFiles();
    if (files === undefined) return skip('git does not know this folder');
    expect(files.length).toBeGreaterThan(300);
    const found = files.flatMap((name) => findSecrets(readText(name)).map((finding) => ({ name, ...finding })));
    const secrets = found.filter(({ value }) => EXCEPTIONS[value] === undefined);
    expect(secrets.map(({ name, line, kind }) => `${name}:${line}: ${kind}`)).toEqual([]);
    const seen = found.filter(({ name }) => name !== 'tests/supply-chain/secrets.test.ts').map(({ value }) => value);
    expect(Object.keys(EXCEPTIONS).filter((value) => !seen.includes(value))).toEqual([]);
  });
});

describe('findSecrets', () => {
  const letters = 'q8Zr3LmVt0KcXy7BnWpD5sGh2JfEaU9oTiYk4RvN6wMb';
  // Put together here, so that this file holds none.
  test.each([
    ['AWS access key', `AKIA${'QWERTYUIOPASDFGH'}`],
    ['private key', `-----BEGIN RSA ${'PRIVATE'} KEY-----`],
    ['GitHub token', `ghp_${letters.slice(0, 36)}`],
    ['GitLab token', `glpat-${letters.slice(0, 20)}`],
    ['npm token', `npm_${letters.slice(0, 36)}`],
    ['Slack token', `xoxb-${letters.slice(0, 24)}`],
    ['Google key', `AIza${letters.slice(0, 35)}`],
    ['model provider key', `sk-ant-${letters.slice(0, 40)}`],
    ['Stripe key', `sk_live_${letters.slice(0, 24)}`],
    ['JSON web token', `eyJ${letters.slice(0, 12)}.eyJ${letters.slice(0, 12)}.${letters.slice(0, 20)}`],
    ['password in an address', `postgres://news:${letters.slice(0, 8)}@db.example`],
    ['random value of a secret', `API_${'KEY'}=${letters.slice(0, 40)}`],
    ['random value of a secret', `"client${'Secret'}": "${letters.slice(0, 32)}"`],
  ])('finds a %s and its line', (kind, value) => {
    expect(findSecrets(`first line\n${value}\n`)).toContainEqual(expect.objectContaining({ kind, line: 2 }));
  });

  test.each([
    'accessKeyId: "local", secretAccessKey: "local"',
    'const apiKeyField = document.querySelector("input")',
    'x-api-key: 00000000-0000-0000-0000-000000000000',
    'token: process.env.DEPECHE_TRANSLATOR_TOKEN_NAME',
    'https://localhost:8787/v1/articles?cursor=abc@def',
    '"integrity": "sha512-KmXvQAXwcAHVmuzbIwoJ23niEB5nMoDVr9WcRkU8mvjUECm17v4Jgp7P7a"',
  ])('leaves %s alone', (text) => {
    expect(findSecrets(text)).toEqual([]);
  });
});

test('what a deployment, a laptop and a build write into the checkout is none of the repository', () => {
  const written = ['outputs.json', '.env', '.depeche/table/x', 'cdk.out/x', 'dist/x', 'coverage/x', 'npm-debug.log'];
  // In a repository made for it: a copy of this one may have no history.
  const folder = mkdtempSync(join(tmpdir(), 'depeche-ignored-'));
  const git = (...words: string[]) => spawnSync('git', words, { cwd: folder, encoding: 'utf8' });
  git('init', '--quiet');
  copyFileSync(join(ROOT, '.gitignore'), join(folder, '.gitignore'));
  expect(
    git('check-ignore', ...written)
      .stdout.trim()
      .split('\n'),
  ).toEqual(written);
  rmSync(folder, { recursive: true });
});
