import { startEmbeddedDynamodb } from '../../shared/adapters/embedded-dynamodb/start-embedded-dynamodb.ts';
import type { Random } from '../../shared/ports/clock.ts';
import { drawFault } from '../support/amazon-translate-stand-in/fault-plan.ts';
import {
  type AmazonTranslateStandIn,
  startAmazonTranslateStandIn,
} from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { type Fault, startFaultyDynamodb } from '../support/dynamodb/start-faulty-dynamodb.ts';

/** Share of the requests to the table that each fault hits. */
const TABLE_RATES = {
  throttle: 0.01,
  internal: 0.005,
  reset: 0.005,
  'lose-answer': 0.002,
  hang: 0.002,
  stall: 0.001,
  delay: 0.01,
};

type TableFault = keyof typeof TABLE_RATES;

const TABLE_FAULTS: Record<TableFault, Fault> = {
  throttle: { error: 'ProvisionedThroughputExceededException' },
  internal: { error: 'InternalServerError', status: 500 },
  reset: 'reset',
  'lose-answer': 'lose-answer',
  hang: 'hang',
  stall: 'stall',
  delay: { delayMs: 50 },
};

/** Share of the engine's calls. Those that hang or stall are billed all the same; the stand-in tells how much. */
const ENGINE_RATES = {
  throttle: 0.02,
  internal: 0.02,
  unavailable: 0.02,
  reset: 0.01,
  malformed: 0.01,
  hang: 0.004,
  stall: 0.002,
};
const ENGINE_LATENCY_MS = 20;

/** The first of each, so that every run has them, however few requests it comes to. */
const FIRST_FAULTS = ['hang', 'stall'] as const;

/** A table and an engine over their own protocols, which misbehave while they are told to. */
export interface FaultyBackends {
  /** Points a server to them. */
  env: Record<string, string>;
  engine: AmazonTranslateStandIn;
  setFaults(areOn: boolean): void;
  /** Faults that hit so far, by name. */
  hits(): { table: Partial<Record<TableFault, number>>; engine: Record<string, number> };
  /** Ends connections that a server keeps for later. */
  closeIdle(): void;
  stop(): Promise<void>;
}

export async function startFaultyBackends(random: Random): Promise<FaultyBackends> {
  const hits: Partial<Record<TableFault, number>> = {};
  let rates: Partial<typeof TABLE_RATES> = {};
  let upcoming: TableFault[] = [];
  const dynamodb = await startEmbeddedDynamodb();
  const table = await startFaultyDynamodb(dynamodb.endpoint, () => {
    const fault = drawFault<TableFault>(upcoming, rates, random);
    if (fault === undefined) return 'none';
    hits[fault] = (hits[fault] ?? 0) + 1;
    return TABLE_FAULTS[fault];
  });
  const engine = await startAmazonTranslateStandIn({ latencyMs: ENGINE_LATENCY_MS });
  return {
    env: {
      DEPECHE_TRANSLATOR: 'amazon',
      AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
      AWS_ENDPOINT_URL_TRANSLATE: engine.endpoint,
    },
    engine,
    setFaults(areOn) {
      rates = areOn ? TABLE_RATES : {};
      upcoming = areOn ? [...FIRST_FAULTS] : [];
      engine.set({ faultRates: areOn ? ENGINE_RATES : {}, nextFaults: areOn ? [...FIRST_FAULTS] : [] });
    },
    hits: () => ({ table: { ...hits }, engine: engine.counts().faults }),
    closeIdle: () => table.closeIdle(),
    async stop() {
      await table.stop();
      await engine.close();
      await dynamodb.close();
    },
  };
}
