import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import type { Container } from '../../functions/wiring/create-container.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import { translateWith } from '../adapters/translator-llm/start-translator.ts';
import { type BedrockStandIn, startBedrockStandIn } from '../support/bedrock-stand-in/start-bedrock-stand-in.ts';
import { startTestTable, type TestTable } from '../support/dynamodb/start-test-table.ts';
import { createMemoryLanguageModel } from '../support/language-model-memory.ts';
import { toInput } from './start-service.ts';
import { startWorker } from './start-worker.ts';
import { writeArticle } from './write-article.ts';

/** Several times what the budget allows; in `npm run test:endurance` more of them are at the account at a time. */
const REQUESTS = inject('fuzzFactor') > 1 ? 24 : 16;
const SENTENCES = 10;
/** A token read and one written, in micro-USD. */
const PRICES = { input: 3, output: 15 };

let table: TestTable;
let bedrock: BedrockStandIn;
let workers: Container[];
beforeEach(async () => {
  workers = [];
  [table, bedrock] = await Promise.all([startTestTable(), startBedrockStandIn()]);
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.close()));
  vi.unstubAllEnvs();
  await Promise.all([table.stop(), bedrock.close()]);
});

/** A worker whose engine is a language model behind Converse; all of them share the table. */
const start = async (budgetMicroUsd: number): Promise<Container> => {
  const worker = await startWorker(table, {
    DEPECHE_TRANSLATOR: 'bedrock',
    DEPECHE_BEDROCK_MODEL: 'eu.example.model-v1:0',
    DEPECHE_BEDROCK_INPUT_PRICE: String(PRICES.input),
    DEPECHE_BEDROCK_OUTPUT_PRICE: String(PRICES.output),
    DEPECHE_MONTHLY_BUDGET_USD: String(budgetMicroUsd / 1e6),
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.endpoint,
  });
  workers.push(worker);
  return worker;
};

/** How it ended, or the code of the problem. */
async function process({ useCases }: Container, seed: number): Promise<string> {
  const article = toInput(writeArticle(seed, SENTENCES), { id: `article-${seed}` });
  return useCases.processArticle(article, { correlationId: `request-${seed}` }).then(
    ({ status }) => status,
    (error: unknown) => {
      if (error instanceof DepecheError) return error.code;
      throw error;
    },
  );
}

/** What the provider charges, answers that were lost included. */
const billMicroUsd = () => bedrock.tokens.input * PRICES.input + bedrock.tokens.output * PRICES.output;

/** The most that an article may cost, in micro-USD. */
function mostOf({ title, text }: { title: string; text: string }): number {
  const { DEPECHE_LLM_MAX_LINES: maxLines } = loadCliConfig({});
  const translator = translateWith(createMemoryLanguageModel(), { prices: PRICES, maxLines });
  const most = translator.mostTokens?.([title, ...text.split(/(?<=\.)\s+/)]) ?? { inputTokens: 0, outputTokens: 0 };
  return most.inputTokens * PRICES.input + most.outputTokens * PRICES.output;
}

test(`${REQUESTS} requests at once over two workers never cost more in tokens than the budget of money`, async () => {
  const budget = 5 * mostOf(writeArticle(0, SENTENCES));
  const both = await Promise.all([start(budget), start(budget)]);
  const outcomes = await Promise.all(
    Array.from({ length: REQUESTS }, (_, seed) => process(both[seed % 2] as Container, seed)),
  );
  const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
  expect(count('completed')).toBeGreaterThan(2);
  expect(count('budget-exhausted')).toBeGreaterThan(2);
  expect(count('completed') + count('budget-exhausted')).toBe(REQUESTS);
  expect(billMicroUsd()).toBeGreaterThan(0);
  expect(billMicroUsd()).toBeLessThanOrEqual(budget);

  const usage = await (both[0] as Container).useCases.readUsage({});
  expect(usage).toMatchObject({
    inputTokens: bedrock.tokens.input,
    outputTokens: bedrock.tokens.output,
    uncertainCostUsd: 0,
    reservedCharacters: 0,
  });
  expect(Math.round(usage.estimatedCostUsd * 1e6)).toBe(billMicroUsd());
  expect(Math.round((usage.moneyBudget?.leftUsd ?? 0) * 1e6)).toBe(budget - billMicroUsd());
});
