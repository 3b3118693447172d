import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { join } from 'node:path';
import { benchCold } from './cold.ts';
import { benchCost } from './cost.ts';
import { benchGrowth } from './growth.ts';
import { benchLocalEngine } from './local-engine.ts';
import { benchPipeline } from './pipeline.ts';
import type { Bench, BenchReport } from './report.ts';
import { benchTranslate } from './translate.ts';
import { benchWarm } from './warm.ts';

const BENCHES: Record<string, Bench> = {
  pipeline: benchPipeline,
  cold: benchCold,
  translate: benchTranslate,
  warm: benchWarm,
  cost: benchCost,
  growth: benchGrowth,
  'local-engine': benchLocalEngine,
};

const OUT = join(import.meta.dirname, '../../dist/bench');

const names = process.argv.slice(2);
const unknown = names.filter((name) => BENCHES[name] === undefined);
if (unknown.length > 0) {
  console.error(`No such benchmark. There are: ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}
mkdirSync(OUT, { recursive: true });
const machine = {
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  system: `${platform()} ${arch()}`,
};
console.log(`${machine.cpu}, ${machine.cores} cores, ${machine.system}, Node ${machine.node}`);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.log(`\n## ${name}`);
  const report: BenchReport = await bench();
  for (const { what, value, baseline, bar } of report) {
    const verdict = bar ? `   bar ${bar.says}: ${bar.isMet ? 'met' : 'MISSED'}` : '';
    console.log(`${what.padEnd(58)} ${value}${baseline ? `   (${baseline})` : ''}${verdict}`);
  }
  writeFileSync(join(OUT, `${name}.json`), `${JSON.stringify({ machine, name, report }, null, 2)}\n`);
}
