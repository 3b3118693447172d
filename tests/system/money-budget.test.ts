import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import type { Container } from '../../functions/wiring/create-container.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import {
  type AmazonTranslateStandIn,
  startAmazonTranslateStandIn,
} from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { type BedrockStandIn, startBedrockStandIn } from '../support/bedrock-stand-in/start-bedrock-stand-in.ts';
import { startTestTable, type TestTable } from '../support/dynamodb/start-test-table.ts';
import { toInput } from './start-service.ts';
import { startWorker } from './start-worker.ts';
import { writeArticle } from './write-article.ts';

/** Several times what the budget allows; in `npm run test:endurance` more of them are at the account at a time. */
const REQUESTS = inject('fuzzFactor') > 1 ? 50 : 32;
/** Articles whose translation the budget pays. */
const PAID_ARTICLES = 12.5;
const SENTENCES = 12;
/** Of Amazon Translate, a character; of the model that summarises, a token read and one written. In micro-USD. */
const [CHARACTER, READ, WRITTEN] = [15, 3, 15];

let table: TestTable;
let translate: AmazonTranslateStandIn;
let bedrock: BedrockStandIn;
let workers: Container[];
beforeEach(async () => {
  workers = [];
  [table, translate, bedrock] = await Promise.all([
    startTestTable(),
    startAmazonTranslateStandIn(),
    startBedrockStandIn(),
  ]);
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.close()));
  vi.unstubAllEnvs();
  await Promise.all([table.stop(), translate.close(), bedrock.close()]);
});

const start = async (budgetUsd: number): Promise<Container> => {
  const worker = await startWorker(table, {
    DEPECHE_TRANSLATOR: 'amazon',
    DEPECHE_BEDROCK_MODEL: 'eu.example.model-v1:0',
    DEPECHE_BEDROCK_INPUT_PRICE: String(READ),
    DEPECHE_BEDROCK_OUTPUT_PRICE: String(WRITTEN),
    DEPECHE_MONTHLY_BUDGET_USD: String(budgetUsd),
    DEPECHE_MONTHLY_CHARACTER_BUDGET: '10000000',
    AWS_ENDPOINT_URL_TRANSLATE: translate.endpoint,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.endpoint,
  });
  workers.push(worker);
  return worker;
};

/** Different articles; two of four are translated, two summarised by the model. How it ended, or the code of the problem. */
async function process({ useCases }: Container, seed: number): Promise<string> {
  const article = writeArticle(seed, SENTENCES);
  const context = { correlationId: `request-${seed}` };
  try {
    if (seed % 4 <= 1) return (await useCases.processArticle(toInput(article), context)).status;
    const summary = { sentences: 3, method: 'abstractive' } as const;
    return (await useCases.summarizeArticle(toInput(article, { summary }), context)).summary.method;
  } catch (error) {
    if (error instanceof DepecheError) return error.code;
    throw error;
  }
}

/** What the providers charge, answers that were lost included. */
const billMicroUsd = () =>
  translate.counts().billedCharacters * CHARACTER + bedrock.tokens.input * READ + bedrock.tokens.output * WRITTEN;

test(`${REQUESTS} requests at once over two workers never cost more than the budget of money`, async () => {
  const articleMicroUsd = CHARACTER * [...writeArticle(0, SENTENCES).text].length;
  const budgetUsd = Math.round(articleMicroUsd * PAID_ARTICLES) / 1e6;
  const both = await Promise.all([start(budgetUsd), start(budgetUsd)]);
  translate.set({ seed: 3, latencyMs: 50, faultRates: { 'lost-answer': 0.05, internal: 0.05, 'lost-lines': 0.05 } });
  const outcomes = await Promise.all(
    Array.from({ length: REQUESTS }, (_, seed) => process(both[seed % 2] as Container, seed)),
  );
  const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
  expect(count('completed')).toBeGreaterThan(5);
  expect(count('budget-exhausted')).toBeGreaterThan(5);
  expect(count('abstractive')).toBeGreaterThan(2);
  expect(count('completed') + count('budget-exhausted') + count('abstractive') + count('extractive')).toBe(REQUESTS);
  expect(billMicroUsd()).toBeLessThanOrEqual(budgetUsd * 1e6);
  // Most of it is spent: what is refused is refused for want of money, not of courage.
  expect(billMicroUsd()).toBeGreaterThan(budgetUsd * 0.5e6);

  const { estimatedCostUsd, uncertainCostUsd, reservedCharacters, moneyBudget } = await (
    both[0] as Container
  ).useCases.readUsage({});
  expect(Math.round(estimatedCostUsd * 1e6)).toBeLessThanOrEqual(billMicroUsd());
  expect(Math.round((estimatedCostUsd + uncertainCostUsd) * 1e6)).toBeGreaterThanOrEqual(billMicroUsd());
  expect(reservedCharacters).toBe(0);
  expect(moneyBudget?.usd).toBe(budgetUsd);
  expect(moneyBudget?.leftUsd).toBeCloseTo(budgetUsd - estimatedCostUsd - uncertainCostUsd, 6);
});
