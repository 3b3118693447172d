import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

export interface Instruction {
  /** In capitals, as the linter wants it. */
  keyword: string;
  /** `--from` and its like, without the dashes. */
  flags: Readonly<Record<string, string>>;
  /** What follows, on one line. */
  rest: string;
}

/** The instructions of our Dockerfile, each on one line. */
export function readDockerfile(): Instruction[] {
  const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n/g, ' ');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, keyword = '', flags = '', rest = ''] = /^(\w+)((?:\s+--\S+)*)\s+(.*)$/.exec(line) ?? [];
      const named = [...flags.matchAll(/--([\w-]+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]);
      return { keyword, flags: Object.fromEntries(named), rest: rest.trim() };
    });
}

/** The instructions of each stage, in order. */
export function readStages(): Instruction[][] {
  const stages: Instruction[][] = [];
  for (const instruction of readDockerfile()) {
    if (instruction.keyword === 'FROM') stages.push([]);
    stages.at(-1)?.push(instruction);
  }
  return stages;
}
