import { expect, test } from 'vitest';
import { createTracedLanguageModel } from '../../../shared/adapters/language-model-traced.ts';
import { createMemoryLanguageModel } from '../../support/language-model-memory.ts';

function setup(id: string) {
  const traced: string[] = [];
  const noted: Record<string, unknown> = {};
  const inner = createMemoryLanguageModel({ id, model: 'nova-lite' });
  const model = createTracedLanguageModel(inner, {
    trace: (name, work) => {
      traced.push(name);
      return work();
    },
    annotate: (name, value) => {
      noted[name] = value;
    },
  });
  return { model, inner, traced, noted };
}

const REQUEST = { system: 'Say it again.', user: 'Bonjour Brest', maxOutputTokens: 50 };

test.each([
  ['bedrock', 'aws.bedrock'],
  ['openai', 'openai'],
  ['memory', 'memory'],
])('a call of %s is traced under the names of OpenTelemetry, without what was said', async (id, provider) => {
  const { model, traced, noted } = setup(id);
  expect(model).toMatchObject({ id, model: 'nova-lite' });
  expect(await model.complete(REQUEST)).toMatchObject({ text: 'Bonjour Brest' });
  await model.close();
  expect(traced).toEqual(['chat nova-lite']);
  expect(noted).toEqual({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': provider,
    'gen_ai.request.model': 'nova-lite',
    'gen_ai.request.max_tokens': 50,
    'gen_ai.response.finish_reasons': 'end',
    'gen_ai.usage.input_tokens': 5,
    'gen_ai.usage.output_tokens': 2,
  });
});

test('a call that fails is traced as far as it came', async () => {
  const { model, inner, noted } = setup('bedrock');
  inner.next('misconfigured');
  await expect(model.complete(REQUEST)).rejects.toMatchObject({ misconfigured: true });
  expect(noted).not.toHaveProperty('gen_ai.usage.input_tokens');
});
