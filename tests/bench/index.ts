import { join } from 'node:path';
import { benchBill } from './bill.ts';
import { benchCold } from './cold.ts';
import { benchCost } from './cost.ts';
import { benchGate } from './gate.ts';
import { benchGrowth } from './growth.ts';
import { benchHangingTable } from './hanging-table.ts';
import { benchLocalEngine } from './local-engine.ts';
import { benchPipeline } from './pipeline.ts';
import { runBenches } from './run-benches.ts';
import { benchRequests } from './requests.ts';
import { benchScale } from './scale.ts';
import { benchSummaries } from './summaries.ts';
import { benchTranslate } from './translate.ts';
import { benchWarm } from './warm.ts';

process.exitCode = await runBenches({
  args: process.argv.slice(2),
  benches: {
    pipeline: benchPipeline,
    cold: benchCold,
    warm: benchWarm,
    translate: benchTranslate,
    summaries: benchSummaries,
    cost: benchCost,
    gate: benchGate,
    requests: benchRequests,
    bill: benchBill,
    scale: benchScale,
    'hanging-table': benchHangingTable,
    growth: benchGrowth,
    'local-engine': benchLocalEngine,
  },
  outDirectory: join(import.meta.dirname, '../../dist/bench'),
  say: (line) => console.log(line),
  complain: (line) => console.error(line),
});
