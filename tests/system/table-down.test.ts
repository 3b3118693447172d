import { expect, test } from 'vitest';
import { createContainer } from '../../functions/wiring/create-container.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createStreamLogger } from '../../shared/adapters/telemetry/logger-stream.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import { LOCAL_CLIENT, startTestTable } from '../support/dynamodb/start-test-table.ts';
import { writeArticle } from './write-article.ts';

const ARTICLE = {
  ...writeArticle(9, 6),
  source: 'fr' as const,
  target: 'en',
  summary: { sentences: 3, method: 'extractive' as const },
  refresh: false,
};

/** The service with the real DynamoDB client, whose table can be taken away. */
async function start(env: Record<string, string> = {}) {
  const table = await startTestTable();
  const translator = createMemoryTranslator();
  const container = await createContainer(loadCliConfig({ DEPECHE_TABLE: table.tableName, ...env }), {
    translator,
    logger: createStreamLogger({ write: () => {}, level: 'error', clock: createSystemClock() }),
    dynamodb: { ...LOCAL_CLIENT, endpoint: table.endpoint, maxAttempts: 1 },
  });
  return { table, translator, container };
}

test('an article is processed while the table is down, and the caller is told', async () => {
  const { table, container, translator } = await start();
  await table.stop();
  const result = await container.useCases.processArticle(ARTICLE, { correlationId: 'test' });
  expect(result.warnings.map(({ code }) => code)).toContain('cache-unavailable');
  expect(result.sentences).toHaveLength(6);
  expect(result.usage.billedCharacters).toBe(translator.stats.billedCharacters);
  await container.close();
});

test('with a budget nothing is spent unseen: the request is refused and may be tried again', async () => {
  const { table, container, translator } = await start({ DEPECHE_MONTHLY_CHARACTER_BUDGET: '1000000' });
  await table.stop();
  const refused = container.useCases.processArticle(ARTICLE, { correlationId: 'test' });
  await expect(refused).rejects.toMatchObject({ code: 'storage-unavailable', retryable: true });
  expect(translator.stats.calls).toBe(0);
  await container.close();
});
