import { createContainer, type Container } from '../../functions/wiring/create-container.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createStreamLogger } from '../../shared/adapters/telemetry/logger-stream.ts';
import { createAmazonTranslator } from '../../shared/adapters/translator-amazon/create-amazon-translator.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import type { Translator } from '../../shared/ports/engines/translator.ts';
import type { ArticleInput } from '../../shared/core/input.ts';
import {
  type AmazonTranslateStandIn,
  startAmazonTranslateStandIn,
} from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { readStagePolicies } from '../support/policy/read-stage-policies.ts';
import { FUNCTION_DESCRIPTIONS } from '../support/policy/resolve-template.ts';
import { startPolicyProxy } from '../support/policy/start-policy-proxy.ts';
import { LOCAL_CLIENT, startTestTable, type TestTable } from '../support/dynamodb/start-test-table.ts';

/** A busy machine may starve table and service alike; the time-outs have tests of their own. */
const PATIENCE_MS = 60_000;

export interface TestService {
  container: Container;
  standIn: AmazonTranslateStandIn;
  table: TestTable;
  stop(): Promise<void>;
}

/**
 * The whole service in this process, on DynamoDB over HTTP and the real SDK client of Amazon Translate, allowed what the
 * HTTP function of a stage is. Stopping it fails when it asked for more. With an `engine` of the test's own Amazon
 * Translate is the fallback for that one.
 */
export async function startService({ engine }: { engine?: Translator } = {}): Promise<TestService> {
  const { tableName, statements } = await readStagePolicies();
  const [table, standIn] = await Promise.all([startTestTable(tableName), startAmazonTranslateStandIn()]);
  const upstreams = { dynamodb: table.endpoint, translate: standIn.endpoint };
  const guard = await startPolicyProxy(statements[FUNCTION_DESCRIPTIONS.http] ?? [], upstreams);
  const clock = createSystemClock();
  const amazon = createAmazonTranslator({
    usdPerMillionCharacters: 15,
    maxConcurrentRequests: 8,
    clock,
    sdk: { ...LOCAL_CLIENT, endpoint: guard.endpoint },
  });
  const container = await createContainer(loadCliConfig({ DEPECHE_TABLE: table.tableName }), {
    ...(engine ? { translator: engine, fallbackTranslator: amazon } : { translator: amazon }),
    logger: createStreamLogger({ write: () => {}, level: 'error', clock }),
    dynamodb: {
      ...LOCAL_CLIENT,
      endpoint: guard.endpoint,
      connectionTimeoutMs: PATIENCE_MS,
      callTimeoutMs: PATIENCE_MS,
    },
  });
  const stop = async () => {
    await container.close();
    await Promise.all([guard.stop(), table.stop(), standIn.close()]);
    if (guard.denied.length > 0) throw new Error(`Not granted: ${guard.denied.join(', ')}`);
  };
  return { container, standIn, table, stop };
}

/** An article as a caller sends it, with the defaults of the API. */
export const toInput = (article: { title: string; text: string }, more: Partial<ArticleInput> = {}): ArticleInput => ({
  ...article,
  source: 'fr',
  target: 'en',
  summary: { sentences: 3, method: 'extractive' },
  refresh: false,
  ...more,
});
