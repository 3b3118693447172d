import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const RUN = new URL('./take-long-runs.ts', import.meta.url).pathname;

/** What came of runs of so many characters in a process of its own with these options of Node, a line of JSON each. */
export async function readLongRuns(characters: number, options: readonly string[]): Promise<string[]> {
  const words = [...options, '--import', 'tsx', RUN, String(characters)];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return stdout.trim().split('\n');
}
