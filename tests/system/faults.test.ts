import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Container, createContainer } from '../../functions/container.ts';
import { createStreamLogger } from '../../shared/adapters/logger-stream.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createAmazonTranslator } from '../../shared/adapters/translator-amazon/create-amazon-translator.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import { checkTranslation } from '../../shared/core/check/check-translation.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import type { ArticleInput } from '../../shared/core/input.ts';
import type { ArticleResult } from '../../shared/core/result.ts';
import { createSeededRandom } from '../support/amazon-translate-stand-in/fault-plan.ts';
import {
  type AmazonTranslateStandIn,
  startAmazonTranslateStandIn,
} from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { LOCAL_CLIENT, startTestTable, type TestTable } from '../support/dynamodb/start-test-table.ts';
import { writeArticle } from './write-article.ts';

/** The whole service in this process, on DynamoDB over HTTP and the real SDK client of Amazon Translate. */
let table: TestTable;
let standIn: AmazonTranslateStandIn;
let container: Container;

beforeEach(async () => {
  [table, standIn] = await Promise.all([startTestTable(), startAmazonTranslateStandIn()]);
  const clock = createSystemClock();
  const translator = createAmazonTranslator({
    usdPerMillionCharacters: 15,
    maxConcurrentRequests: 8,
    clock,
    sdk: { ...LOCAL_CLIENT, endpoint: standIn.endpoint },
  });
  const logger = createStreamLogger({ write: () => {}, level: 'error', clock });
  const config = loadCliConfig({ DEPECHE_TABLE: table.tableName });
  container = await createContainer(config, {
    translator,
    logger,
    dynamodb: { ...LOCAL_CLIENT, endpoint: table.endpoint },
  });
});

afterEach(async () => {
  await container.close();
  await Promise.all([table.stop(), standIn.close()]);
});

const input = (article: { title: string; text: string }, more: Partial<ArticleInput> = {}): ArticleInput => ({
  ...article,
  source: 'fr',
  target: 'en',
  summary: { sentences: 3, method: 'extractive' },
  refresh: false,
  ...more,
});

/** Every article ends one of two ways: a result, or an error of ours. */
async function process(article: ArticleInput): Promise<ArticleResult | DepecheError> {
  try {
    return await container.useCases.processArticle(article, { correlationId: 'test' });
  } catch (error) {
    if (error instanceof DepecheError && error.code !== 'internal') return error;
    throw error;
  }
}

/** No sentence that the gate questions may be served from the memory, whoever asks. */
async function expectNothingWrongRemembered(articles: readonly ArticleInput[]): Promise<void> {
  standIn.set({ faultRates: {}, callsPerSecond: null });
  for (const article of articles) {
    const { sentences, warnings } = await container.useCases.processArticle(article, { correlationId: 'check' });
    expect(warnings.map(({ code }) => code)).not.toContain('integrity');
    for (const { source, translation } of sentences) {
      expect(checkTranslation({ source, translation, targetLanguage: 'en' })).toEqual([]);
    }
  }
}

async function expectUsageIsTheBill(): Promise<void> {
  const usage = await container.useCases.readUsage({});
  expect(usage.billedCharacters).toBe(standIn.counts().billedCharacters);
  expect(usage.reservedCharacters).toBe(0);
}

describe('50 articles', () => {
  const articles = Array.from({ length: 50 }, (_, seed) => input(writeArticle(seed, 5)));

  test.each([
    ['a fifth of the calls fails', { faultRates: { internal: 0.1, unavailable: 0.05, reset: 0.05 } }],
    ['line breaks are lost', { faultRates: { 'lost-lines': 0.5 } }],
    [
      'numbers are changed, entities leak, answers are empty',
      {
        faultRates: { 'changed-numbers': 0.15, 'leaked-entities': 0.15, empty: 0.1 },
      },
    ],
    ['five calls a second are let through', { callsPerSecond: 5 }],
  ])('%s', async (_name, faults) => {
    standIn.set(faults);
    const outcomes = await Promise.all(articles.map(process));
    await expectUsageIsTheBill();
    const completed = outcomes.filter((outcome) => !(outcome instanceof DepecheError));
    expect(completed.length).toBeGreaterThanOrEqual(40);
    await expectNothingWrongRemembered(articles);
    await expectUsageIsTheBill();
  });
});

test('500 operations with faults: the counters are the bill, to the character', async () => {
  const random = createSeededRandom(42);
  const pick = (bound: number) => Math.floor(random() * bound);
  standIn.set({
    seed: 7,
    faultRates: {
      internal: 0.05,
      unavailable: 0.03,
      reset: 0.02,
      'lost-lines': 0.05,
      'changed-numbers': 0.05,
      empty: 0.02,
    },
  });
  const operate = async (): Promise<void> => {
    const id = `article-${pick(60)}`;
    const article = writeArticle(pick(60), 3 + pick(6));
    const kind = random();
    const context = { correlationId: 'test', apiKeyId: `desk-${pick(3)}` };
    const { useCases } = container;
    const run = (): Promise<unknown> => {
      if (kind < 0.6) return useCases.processArticle(input(article, { id, refresh: random() < 0.1 }), context);
      if (kind < 0.75) return useCases.translateArticle(input(article, { id, target: 'de' }), context);
      if (kind < 0.9) return useCases.estimateArticle(input(article, { id }), context);
      return useCases.deleteArticle(id);
    };
    await run().catch((error: unknown) => {
      if (!(error instanceof DepecheError) || error.code === 'internal') throw error;
    });
  };
  for (let batch = 0; batch < 25; batch += 1) await Promise.all(Array.from({ length: 20 }, operate));
  await expectUsageIsTheBill();
  const keys = await Promise.all([0, 1, 2].map((n) => container.useCases.readUsage({ apiKeyId: `desk-${n}` })));
  const ofKeys = keys.reduce((sum, { key }) => sum + (key?.billedCharacters ?? 0), 0);
  expect(ofKeys).toBe(standIn.counts().billedCharacters);
  const { Count } = await table.client.send(new ScanCommand({ TableName: table.tableName, Select: 'COUNT' }));
  expect(Count).toBeGreaterThan(0);
});
