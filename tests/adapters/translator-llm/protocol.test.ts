import { describe, expect, test } from 'vitest';
import { createGlossary } from '../../../shared/core/glossary/glossary.ts';
import { translateArtificially } from '../../support/artificial-translation.ts';
import { createMemoryLanguageModel } from '../../support/language-model-memory.ts';
import { drain, toEnglish, writeSentences } from '../translator-amazon/start-translator.ts';
import { translateWith, WAYS } from './start-translator.ts';

const THREE = ['Le pont a rouvert mardi.', 'La mairie a payé 12 millions.', 'Le chantier a duré dix mois.'];
const inEnglish = (sentences: readonly string[]) =>
  new Map(sentences.map((sentence, at) => [at, translateArtificially(sentence, 'en')]));

describe.each(WAYS)('lines sent through %s', (_, start) => {
  test('are numbered, alone in the last message, and billed by their characters and tokens', async () => {
    const { translator, standIn, messages, systems, close } = await start();
    const { byIndex, billedCharacters, failure } = await drain(translator, toEnglish(THREE));
    expect(failure).toBeUndefined();
    expect(byIndex).toEqual(inEnglish(THREE));
    expect(messages()).toEqual([`1\t${THREE[0]}\n2\t${THREE[1]}\n3\t${THREE[2]}`]);
    for (const word of ['pont', 'mairie', 'chantier']) expect(systems()[0]).not.toContain(word);
    expect(billedCharacters).toBe(THREE.join('').length);
    expect(standIn.tokens.input).toBeGreaterThan(0);
    await close();
  });

  test.each([
    ['prose-around', 1],
    ['fenced', 1],
    ['thinking', 1],
    ['missing-line', 2],
    ['doubled-line', 3],
    ['counted-from-0', 4],
    ['surplus-line', 4],
    ['no-lines', 4],
  ] as const)('come whole out of an answer with %s, after %i calls', async (fault, calls) => {
    const { translator, standIn, close } = await start();
    standIn.fail(fault);
    const { byIndex, billedCharacters } = await drain(translator, toEnglish(THREE));
    expect(byIndex).toEqual(inEnglish(THREE));
    expect(standIn.calls).toHaveLength(calls);
    const billed = Object.entries(standIn.tokens.lines).reduce((sum, [line, times]) => sum + line.length * times, 0);
    expect(billedCharacters).toBe(billed);
    await close();
  });

  test('are asked for in JSON lines where the model is held to nothing', async () => {
    const { translator, standIn, systems, close } = await start();
    (standIn.refuse as (...refusable: string[]) => void)('schema', 'json');
    expect((await drain(translator, toEnglish(THREE))).byIndex).toEqual(inEnglish(THREE));
    expect(systems().at(-1)).toContain('one JSON object a line');
    await close();
  });

  test('are halved where the answer is cut, and what came whole is kept', async () => {
    const { translator, standIn, messages, close } = await start();
    standIn.fail('cut');
    const sentences = writeSentences(8);
    expect((await drain(translator, toEnglish(sentences))).byIndex.size).toBe(8);
    expect(standIn.calls).toHaveLength(3);
    expect(messages()[1]).not.toContain(sentences[0]);
    await close();
  });

  test('that no answer holds whole are left out, charged', async () => {
    const { translator, standIn, close } = await start();
    standIn.fail('cut');
    const { byIndex, billedCharacters, failure } = await drain(translator, toEnglish(['Le pont a rouvert.']));
    expect([byIndex.size, failure]).toEqual([0, undefined]);
    expect(billedCharacters).toBe(18);
    await close();
  });

  test.each([
    ['no-lines', [0]],
    ['counted-from-0', []],
  ] as const)('whose answer alone is %s are refused (%j) or left to be asked for again', async (fault, refused) => {
    const { translator, standIn, close } = await start();
    standIn.fail(fault);
    expect(await drain(translator, toEnglish(['Le pont a rouvert.']))).toMatchObject({ failure: undefined, refused });
    await close();
  });

  test.each(['isFiltered', 'refused'] as const)(
    'that a filter stops (%s) are found, and told as refused',
    async (how) => {
      const { translator, standIn, close } = await start();
      standIn.set({ isFiltered: (text) => text.includes('12 millions') });
      if (how === 'refused') standIn.fail('refused');
      const { byIndex: brought, refused } = await drain(translator, toEnglish(THREE));
      expect(refused).toEqual([1]);
      expect([...brought.keys()].sort()).toEqual([0, 2]);
      await close();
    },
  );

  test('carry the terms of the glossary that occur, and no other', async () => {
    const terms = [
      { source: 'pont', target: 'footbridge' },
      { source: 'préfet', target: 'prefect' },
    ];
    const { translator, systems, close } = await start({ glossary: createGlossary(terms, 'en') });
    const { byIndex } = await drain(translator, toEnglish(THREE));
    expect(byIndex.get(0)).toContain('footbridge');
    expect(systems()[0]).toContain('- pont → footbridge');
    expect(systems()[0]).not.toContain('préfet');
    await drain(translator, { sentences: THREE, source: 'fr', target: 'de' });
    expect(systems()[1]).not.toContain('footbridge');
    await close();
  });
});

describe('the packs', () => {
  const packsOf = async (sentences: readonly string[], options: Parameters<typeof translateWith>[1]) => {
    const model = createMemoryLanguageModel({
      write: ({ user }) => user.replace(/^(\d+)\t(.*)$/gm, (_, n, t) => JSON.stringify({ n: Number(n), t })),
    });
    await drain(translateWith(model, options), toEnglish(sentences));
    return model.requests;
  };

  test('keep within the tokens of input, instructions and terms included', async () => {
    const requests = await packsOf(writeSentences(200), {});
    expect(requests.length).toBeGreaterThan(3);
    for (const { system, user, answer } of requests) {
      expect(Buffer.byteLength(`${system}${user}${JSON.stringify(answer)}`) / 3).toBeLessThan(2_000);
    }
    const terms = Array.from({ length: 30 }, (_, at) => ({ source: `numéro ${at}`, target: 'x'.repeat(150) }));
    const withTerms = await packsOf(writeSentences(30), { glossary: createGlossary(terms, 'en') });
    for (const { system, user, answer } of withTerms) {
      expect(Buffer.byteLength(`${system}${user}${JSON.stringify(answer)}`) / 3).toBeLessThan(2_200);
    }
  });

  test('keep within what a model can write in time, and within the lines that are allowed', async () => {
    const requests = await packsOf(writeSentences(40), { maxOutputTokens: 300 });
    expect(Math.max(...requests.map(({ user }) => user.split('\n').length))).toBeLessThanOrEqual(10);
    expect(await packsOf(writeSentences(9), { maxLines: 4 })).toHaveLength(3);
    expect(await packsOf(writeSentences(9), { maxLines: 1 })).toHaveLength(9);
  });

  test('hold something however little room the settings leave', async () => {
    expect(await packsOf(writeSentences(4), { maxInputTokens: 100 })).not.toHaveLength(0);
  });
});

test('the engine is named by its model, prompt and settings, and estimates what it will cost', async () => {
  const model = createMemoryLanguageModel({ id: 'openai', model: 'qwen3:8b' });
  const translator = translateWith(model, { glossary: createGlossary([{ source: 'pont', target: 'bridge' }], 'en') });
  expect(translator.engine).toMatchObject({
    id: 'openai',
    model: 'qwen3:8b',
    quality: 'standard',
    usdPerMillionTokens: { input: 1, output: 5 },
    glossaryVersion: expect.any(String),
  });
  expect(translator.engine.version).toMatch(/^qwen3:8b#\d+#t0-together$/);
  expect(translateWith(model, { maxLines: 1 }).engine.version).toMatch(/^qwen3:8b#\d+#t0-alone$/);
  const one = translator.estimateTokens?.(THREE) ?? { inputTokens: 0, outputTokens: 0 };
  const many = translator.estimateTokens?.(writeSentences(300)) ?? one;
  expect(one.outputTokens).toBeGreaterThan(30);
  expect(many.inputTokens).toBeGreaterThan(20 * one.outputTokens);
});
