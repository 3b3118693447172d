import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCommit } from '../../infra/release/read-commit.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'depeche-commit-'));

test('the commit is that of the checkout, and says when files differ from it', () => {
  const root = folder();
  const git = (...args: string[]) => {
    const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];
    const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8' });
    expect(stderr + status).toMatch(/0$/);
    return stdout.trim();
  };
  git('init', '--quiet');
  writeFileSync(join(root, 'a.txt'), 'one');
  git('add', '.');
  git('commit', '--quiet', '-m', 'First');
  const head = git('rev-parse', 'HEAD');
  expect(readCommit(root)).toBe(head);
  writeFileSync(join(root, 'made-meanwhile.json'), '{}');
  expect(readCommit(root)).toBe(head);
  writeFileSync(join(root, 'a.txt'), 'two');
  expect(readCommit(root)).toBe(`${head}-changed`);
});

test('an archive has none', () => {
  expect(readCommit(folder())).toBeUndefined();
});
