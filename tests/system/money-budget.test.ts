import { afterEach, beforeEach, expect, test } from 'vitest';
import type { UsageReport } from '../../shared/app/use-cases/read-usage.ts';
import {
  type AmazonTranslateStandIn,
  startAmazonTranslateStandIn,
} from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { type BedrockStandIn, startBedrockStandIn } from '../support/bedrock-stand-in/start-bedrock-stand-in.ts';
import { startTestTable, type TestTable } from '../support/dynamodb/start-test-table.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { writeArticle } from './write-article.ts';

const REQUESTS = 50;
const SENTENCES = 12;
/** Of Amazon Translate, a character; of the model that summarises, a token read and one written. In micro-USD. */
const [CHARACTER, READ, WRITTEN] = [15, 3, 15];

let table: TestTable;
let translate: AmazonTranslateStandIn;
let bedrock: BedrockStandIn;
let servers: ServerProcess[];
beforeEach(async () => {
  servers = [];
  [table, translate, bedrock] = await Promise.all([
    startTestTable(),
    startAmazonTranslateStandIn(),
    startBedrockStandIn(),
  ]);
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop('SIGKILL')));
  await Promise.all([table.stop(), translate.close(), bedrock.close()]);
});

const start = async (budgetUsd: number): Promise<ServerProcess> => {
  const server = await startServerProcess({
    DEPECHE_TRANSLATOR: 'amazon',
    DEPECHE_BEDROCK_MODEL: 'eu.example.model-v1:0',
    DEPECHE_BEDROCK_INPUT_PRICE: String(READ),
    DEPECHE_BEDROCK_OUTPUT_PRICE: String(WRITTEN),
    DEPECHE_MONTHLY_BUDGET_USD: String(budgetUsd),
    DEPECHE_MONTHLY_CHARACTER_BUDGET: '10000000',
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
    AWS_ENDPOINT_URL_TRANSLATE: translate.endpoint,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.endpoint,
  });
  servers.push(server);
  return server;
};

/** Different articles; two of four are translated, two summarised by the model. How it ended, or the code of the problem. */
async function post(server: ServerProcess, seed: number): Promise<string> {
  const isSummary = seed % 4 > 1;
  const response = await fetch(`${server.url}/v1/${isSummary ? 'summarize' : 'articles'}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...writeArticle(seed, SENTENCES),
      summary: { method: isSummary ? 'abstractive' : 'extractive' },
    }),
  });
  const answer = (await response.json()) as { summary?: { method: string }; status?: string; code?: string };
  return answer.code ?? answer.status ?? String(answer.summary?.method);
}

/** What the providers charge, answers that were lost included. */
const billMicroUsd = () =>
  translate.counts().billedCharacters * CHARACTER + bedrock.tokens.input * READ + bedrock.tokens.output * WRITTEN;

const readUsage = async (server: ServerProcess): Promise<UsageReport> =>
  (await (await fetch(`${server.url}/v1/usage`)).json()) as UsageReport;

test(`${REQUESTS} requests at once over two servers never cost more than the budget of money`, {
  timeout: 120_000,
}, async () => {
  const articleMicroUsd = CHARACTER * [...writeArticle(0, SENTENCES).text].length;
  const budgetUsd = Math.round((articleMicroUsd * REQUESTS) / 4) / 1e6;
  const both = await Promise.all([start(budgetUsd), start(budgetUsd)]);
  translate.set({ seed: 3, latencyMs: 50, faultRates: { 'lost-answer': 0.05, internal: 0.05, 'lost-lines': 0.05 } });
  const outcomes = await Promise.all(
    Array.from({ length: REQUESTS }, (_, seed) => post(both[seed % 2] as ServerProcess, seed)),
  );
  const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
  expect(count('completed')).toBeGreaterThan(5);
  expect(count('budget-exhausted')).toBeGreaterThan(5);
  expect(count('abstractive')).toBeGreaterThan(2);
  expect(count('completed') + count('budget-exhausted') + count('abstractive') + count('extractive')).toBe(REQUESTS);
  expect(billMicroUsd()).toBeLessThanOrEqual(budgetUsd * 1e6);
  // Most of it is spent: what is refused is refused for want of money, not of courage.
  expect(billMicroUsd()).toBeGreaterThan(budgetUsd * 0.5e6);

  const { estimatedCostUsd, uncertainCostUsd, reservedCharacters, moneyBudget } = await readUsage(
    both[0] as ServerProcess,
  );
  expect(Math.round(estimatedCostUsd * 1e6)).toBeLessThanOrEqual(billMicroUsd());
  expect(Math.round((estimatedCostUsd + uncertainCostUsd) * 1e6)).toBeGreaterThanOrEqual(billMicroUsd());
  expect(reservedCharacters).toBe(0);
  expect(moneyBudget?.usd).toBe(budgetUsd);
  expect(moneyBudget?.leftUsd).toBeCloseTo(budgetUsd - estimatedCostUsd - uncertainCostUsd, 6);
});
