import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { readBuiltCommand } from './kept-builds/built-command.ts';

export interface CommandResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs the command as somebody types it, in a process of its own that knows these variables alone. */
export async function runDepeche(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  const command = await readBuiltCommand('cli');
  const root = join(import.meta.dirname, '../..');
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [command, ...words],
      { cwd: root, env: { PATH, HOME, AWS_REGION: 'eu-west-3', ...env } },
      (error, stdout, stderr) => resolve({ exitCode: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}
