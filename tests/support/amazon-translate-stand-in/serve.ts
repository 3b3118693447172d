import { parseArgs } from 'node:util';
import { startAmazonTranslateStandIn } from './start-amazon-translate-stand-in.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4567' },
    'latency-ms': { type: 'string', default: '0' },
    'calls-per-second': { type: 'string' },
  },
});

const standIn = await startAmazonTranslateStandIn({
  port: Number(values.port),
  latencyMs: Number(values['latency-ms']),
  callsPerSecond: values['calls-per-second'] ? Number(values['calls-per-second']) : null,
});
process.stdout.write(`${standIn.endpoint}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void standIn.close());
