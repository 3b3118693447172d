import { spawnSync } from 'node:child_process';

/**
 * The commit that is checked out at `root`, with `-changed` behind it where files differ from it; `undefined` where there
 * is no Git to ask, as in an archive.
 */
export function readCommit(root: string): string | undefined {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  const head = git('rev-parse', 'HEAD');
  if (head.status !== 0) return undefined;
  const changed = git('status', '--porcelain', '--untracked-files=no').stdout.trim() !== '';
  return `${head.stdout.trim()}${changed ? '-changed' : ''}`;
}
