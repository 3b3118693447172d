import { createInterface } from 'node:readline/promises';
import type { CliIo } from '../run-command.ts';

/** Asks a person at a terminal, for whom yes is the usual answer. `undefined` for somebody who closes the input instead of answering. */
export async function ask(
  question: string,
  { stdin, stderr }: Pick<CliIo, 'stdin' | 'stderr'>,
): Promise<'yes' | 'no' | undefined> {
  const lines = createInterface({ input: stdin, output: stderr });
  const closed = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  // Ctrl-C ends the command, not the question alone.
  lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    const answer = await Promise.race([lines.question(question), closed]);
    return answer === undefined ? undefined : /^\s*(?:y(?:es)?|o(?:ui)?)?\s*$/i.test(answer) ? 'yes' : 'no';
  } finally {
    lines.close();
  }
}
