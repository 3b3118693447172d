import { afterEach, describe, expect, inject, test } from 'vitest';
import { createContainer } from '../../functions/wiring/create-container.ts';
import { loadCliConfig, loadEventsConfig } from '../../shared/config/service-config.ts';
import type { Tracer } from '../../shared/ports/telemetry/tracer.ts';
import { context, input } from '../app/support/setup.ts';
import { startBedrockStandIn } from '../support/bedrock-stand-in/start-bedrock-stand-in.ts';
import { startChatCompletionsStandIn } from '../support/chat-completions-stand-in/start-chat-completions-stand-in.ts';

/** A crowd; in `npm run test:endurance` a larger one. */
const EQUAL_REQUESTS = inject('fuzzFactor') > 1 ? 200 : 50;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  delete process.env.AWS_ENDPOINT_URL_BEDROCK_RUNTIME;
});

async function startService(settings: Record<string, string>, tracer?: Tracer) {
  const container = await createContainer(loadCliConfig(settings), tracer ? { tracer } : {});
  closing.push(() => container.close());
  return container.useCases;
}

async function startOpenai(more: Record<string, string> = {}, tracer?: Tracer) {
  const standIn = await startChatCompletionsStandIn();
  closing.push(() => standIn.close());
  const settings = {
    DEPECHE_TRANSLATOR: 'openai',
    DEPECHE_OPENAI_BASE_URL: standIn.baseUrl,
    DEPECHE_OPENAI_MODEL: 'qwen3:8b',
    DEPECHE_OPENAI_API_KEY: 'a-key',
    DEPECHE_OPENAI_INPUT_PRICE: '1',
    DEPECHE_OPENAI_OUTPUT_PRICE: '5',
    ...more,
  };
  return { standIn, service: await startService(settings, tracer) };
}

async function startBedrock(more: Record<string, string> = {}) {
  const standIn = await startBedrockStandIn();
  closing.push(() => standIn.close());
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: standIn.endpoint,
    AWS_ACCESS_KEY_ID: 'stand-in',
    AWS_SECRET_ACCESS_KEY: 'stand-in',
  });
  const settings = {
    DEPECHE_TRANSLATOR: 'bedrock',
    DEPECHE_BEDROCK_MODEL: 'eu.amazon.nova-lite-v1:0',
    DEPECHE_BEDROCK_REGION: 'eu-west-3',
    DEPECHE_BEDROCK_INPUT_PRICE: '0.06',
    DEPECHE_BEDROCK_OUTPUT_PRICE: '0.24',
    ...more,
  };
  return { standIn, service: await startService(settings) };
}

describe.each([
  ['openai', startOpenai, 'qwen3:8b'],
  ['bedrock', startBedrock, 'eu.amazon.nova-lite-v1:0'],
] as const)('DEPECHE_TRANSLATOR=%s', (engine, start, model) => {
  test('translates, names the engine and its model, and counts tokens and cost', async () => {
    const { standIn, service } = await start();
    const result = await service.processArticle(input(), context());
    expect(result).toMatchObject({ status: 'completed', translation: { engine, model, quality: 'standard' } });
    expect(result.warnings).toEqual([]);
    expect(result.usage).toMatchObject({ inputTokens: standIn.tokens.input, outputTokens: standIn.tokens.output });
    expect(result.usage.estimatedCostUsd).toBeGreaterThan(0);
    expect(service.describeService()).toMatchObject({ engine: { id: engine, quality: 'standard' }, model });
  });

  test(`${EQUAL_REQUESTS} equal requests are paid once`, async () => {
    const { standIn, service } = await start();
    standIn.set({ latencyMs: 20 });
    const results = await Promise.all(
      Array.from({ length: EQUAL_REQUESTS }, () => service.processArticle(input(), context())),
    );
    expect(new Set(results.map(({ translation }) => translation.text)).size).toBe(1);
    expect(Math.max(...Object.values(standIn.tokens.lines))).toBe(1);
  });

  test('writes abstractive summaries', async () => {
    const { service } = await start({ DEPECHE_SUMMARIZER: engine });
    const summary = { sentences: 1, method: 'abstractive' } as const;
    const result = await service.processArticle(input({ summary }), context());
    expect(result.summary).toMatchObject({ method: 'abstractive', sentences: [] });
    expect(result.warnings).toEqual([]);
  });
});

test.each([
  [{}, 12_000],
  [{ DEPECHE_TRANSLATOR: 'openai' }, 62_000],
  [{ DEPECHE_ENGINES_ALLOWED: 'openai' }, 62_000],
  [{ DEPECHE_SUMMARIZER: 'openai' }, 62_000],
  [{ DEPECHE_BEDROCK_MODEL: 'eu.amazon.nova-lite-v1:0' }, 62_000],
  [{ DEPECHE_SUMMARIZER: 'openai', DEPECHE_LLM_TIMEOUT_SECONDS: '30' }, 32_000],
])('the event function keeps time for calls to land where it has %j: %i ms', async (settings, expected) => {
  const container = await createContainer({
    ...loadEventsConfig({
      DEPECHE_TABLE: 'a-table',
      DEPECHE_INBOX_BUCKET: 'inbox',
      DEPECHE_BUS: 'news',
      DEPECHE_QUEUE_URL: 'https://sqs.eu-west-3.amazonaws.com/111122223333/articles',
      DEPECHE_DEAD_LETTER_QUEUE_URL: 'https://sqs.eu-west-3.amazonaws.com/111122223333/letters',
      DEPECHE_OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
      DEPECHE_OPENAI_MODEL: 'qwen3:8b',
      ...settings,
    }),
    storage: 'memory',
  });
  closing.push(() => container.close());
  expect(container.settleGraceMs).toBe(expected);
});

test('a call of a language model is traced', async () => {
  const noted = new Set<string>();
  const tracer: Tracer = { trace: (_, work) => work(), annotate: (name) => void noted.add(name) };
  const { service } = await startOpenai({}, tracer);
  await service.processArticle(input(), context());
  expect([...noted]).toContain('gen_ai.usage.output_tokens');
});
