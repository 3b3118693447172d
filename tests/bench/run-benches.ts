import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Bench, describeReport, describeReportAsMarkdown } from './report.ts';

export interface BenchRun {
  /** What was asked for: names and options. */
  args: readonly string[];
  benches: Readonly<Record<string, Bench>>;
  /** Gets one JSON file a benchmark; made when missing. */
  outDirectory: string;
  say: (line: string) => void;
  complain: (line: string) => void;
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  markdown: { type: 'boolean' },
  strict: { type: 'boolean' },
} as const;

/**
 * Runs the named benchmarks, all when none is named, one after the other. Returns the exit code: 2 for what it does not
 * know, 1 when `--strict` is given and a bar is missed. Throws what a benchmark throws.
 */
export async function runBenches({ args, benches, outDirectory, say, complain }: BenchRun): Promise<0 | 1 | 2> {
  const help = `npm run bench -- [NAME…] [--markdown] [--strict]

NAME: ${Object.keys(benches).join(', ')}; all of them when none is named.
--markdown  prints tables, as docs/benchmarks.md has them
--strict    ends with 1 when a bar is missed`;
  let asked: ReturnType<typeof readArguments>;
  try {
    asked = readArguments(args);
  } catch (error) {
    complain(`${error instanceof Error ? error.message : error}\n\n${help}`);
    return 2;
  }
  const { names, options } = asked;
  if (options.help) {
    say(help);
    return 0;
  }
  const unknown = names.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0) {
    complain(`No such benchmark: ${unknown.join(', ')}.\n\n${help}`);
    return 2;
  }
  mkdirSync(outDirectory, { recursive: true });
  const machine = describeMachine();
  say(`${machine.cpu}, ${machine.cores} cores, ${machine.system}, Node ${machine.node}`);
  let isMissed = false;
  for (const [name, bench] of Object.entries(benches)) {
    if (names.length > 0 && !names.includes(name)) continue;
    say(`\n## ${name}\n`);
    const report = await bench();
    say(options.markdown ? describeReportAsMarkdown(report) : describeReport(report));
    writeFileSync(join(outDirectory, `${name}.json`), `${JSON.stringify({ machine, name, report }, null, 2)}\n`);
    isMissed ||= report.some(({ bar }) => bar?.isMet === false);
  }
  return options.strict && isMissed ? 1 : 0;
}

function readArguments(args: readonly string[]) {
  const { values: options, positionals: names } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
  });
  return { options, names };
}

function describeMachine() {
  const [cpu] = cpus();
  const system = `${platform()} ${arch()}`;
  return { node: process.version, cpu: cpu?.model ?? 'unknown', cores: cpus().length, system };
}
