import { vi } from 'vitest';
import { type Container, createContainer } from '../../functions/wiring/create-container.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import { LOCAL_CLIENT, type TestTable } from '../support/dynamodb/start-test-table.ts';

/** A busy machine may starve the table; the time-outs have tests of their own. */
const PATIENCE_MS = 60_000;

/**
 * A worker of the service as these settings make it, which shares with others nothing but the table, as processes do, and
 * takes a fraction of what those cost. Variables of AWS among the settings stay set until `vi.unstubAllEnvs`.
 */
export function startWorker(table: TestTable, settings: Readonly<Record<string, string>>): Promise<Container> {
  const aws = {
    AWS_REGION: 'eu-west-3',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    ...Object.fromEntries(Object.entries(settings).filter(([name]) => name.startsWith('AWS_'))),
  };
  for (const [name, value] of Object.entries(aws)) vi.stubEnv(name, value);
  return createContainer(loadCliConfig({ DEPECHE_TABLE: table.tableName, LOG_LEVEL: 'error', ...settings }), {
    dynamodb: {
      ...LOCAL_CLIENT,
      endpoint: table.endpoint,
      connectionTimeoutMs: PATIENCE_MS,
      callTimeoutMs: PATIENCE_MS,
    },
  });
}
