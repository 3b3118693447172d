import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../shared/config/load-config.ts';
import { findMissingModels } from '../../shared/config/missing-models.ts';
import {
  loadCliConfig,
  loadEventsConfig,
  loadHttpConfig,
  loadLocalConfig,
} from '../../shared/config/service-config.ts';

const MADE = {
  DEPECHE_TABLE: 'table',
  DEPECHE_INBOX_BUCKET: 'bucket',
  DEPECHE_BUS: 'bus',
  DEPECHE_QUEUE_URL: 'https://sqs.example.org/q',
  DEPECHE_DEAD_LETTER_QUEUE_URL: 'https://sqs.example.org/d',
};
const OPENAI = {
  DEPECHE_TRANSLATOR: 'openai',
  DEPECHE_OPENAI_BASE_URL: 'http://localhost:11434/v1',
  DEPECHE_OPENAI_MODEL: 'qwen3:8b',
  DEPECHE_OPENAI_INPUT_PRICE: '0',
  DEPECHE_OPENAI_OUTPUT_PRICE: '0',
};

describe('a language model that settings name', () => {
  test.each([
    [{}, []],
    [{ DEPECHE_TRANSLATOR: 'amazon' }, []],
    [{ DEPECHE_TRANSLATOR: 'bedrock' }, ['DEPECHE_BEDROCK_MODEL']],
    [{ DEPECHE_SUMMARIZER: 'openai' }, ['DEPECHE_OPENAI_BASE_URL', 'DEPECHE_OPENAI_MODEL']],
    [{ DEPECHE_ENGINES_ALLOWED: 'local, bedrock' }, ['DEPECHE_BEDROCK_MODEL']],
    [OPENAI, []],
  ])('of %j lacks %j', (env, names) => {
    expect(findMissingModels(env).map(({ name }) => name)).toEqual(names);
  });

  test.each([
    ['npm start', loadLocalConfig],
    ['the command', loadCliConfig],
    ['the HTTP function', loadHttpConfig],
    ['the event function', loadEventsConfig],
  ] as const)('and is not described is refused by %s', (_, load) => {
    expect(() => load({ ...MADE, DEPECHE_TRANSLATOR: 'bedrock' })).toThrow(ConfigError);
    expect(() => load({ ...MADE, ...OPENAI })).not.toThrow();
  });

  test('has no price is refused by npm start as well', () => {
    expect(() => loadLocalConfig({ ...OPENAI, DEPECHE_OPENAI_INPUT_PRICE: '' })).toThrow(ConfigError);
  });
});

describe('a call of a language model', () => {
  test.each([
    [{}, 120_000, 60_000, 10_000],
    [{ DEPECHE_LLM_TIMEOUT_SECONDS: '4' }, 4_000, 4_000, 4_000],
    [{ DEPECHE_LLM_TIMEOUT_SECONDS: '300' }, 300_000, 60_000, 10_000],
  ])('with %j gets %i ms on a laptop, %i in the event function, %i in the HTTP function', (env, ...expected) => {
    const all = { ...MADE, ...env };
    const loaded = [loadLocalConfig(env), loadEventsConfig(all), loadHttpConfig(all)];
    expect(loaded.map(({ llmTimeoutMs }) => llmTimeoutMs)).toEqual(expected);
  });
});
