import { describe, expect, test } from 'vitest';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createEstimateArticle } from '../../shared/app/use-cases/stages/estimate-article.ts';
import { createSummarizeArticle } from '../../shared/app/use-cases/stages/summarize-article.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import { createGlossary } from '../../shared/core/glossary/glossary.ts';
import type { Summarizer } from '../../shared/ports/engines/summarizer.ts';
import { translateArtificially } from '../support/artificial-translation.ts';
import { context, input, lengthOf, setup } from './support/setup.ts';

const FAITHFUL = ['À Brévanne, la commune dépensera 4 millions pour une école.'];
const AT_MOST = { inputTokens: 300, outputTokens: 60 };
/** 100 tokens at 0.05 and 20 at 0.1 USD a million: 7 micro-USD; at most 21. */
const writer = (sentences: string[] | Error): Summarizer => ({
  engine: { id: 'bedrock', version: '1', usdPerMillionTokens: { input: 0.05, output: 0.1 } },
  summarize: async ({ beforeCall }) => {
    const takeBack = await beforeCall?.(AT_MOST);
    if (!(sentences instanceof Error)) return { sentences, inputTokens: 100, outputTokens: 20 };
    takeBack?.();
    throw sentences;
  },
  estimateTokens: (_, likely) => ({ inputTokens: 80, outputTokens: 10 * likely.length }),
});
const wanted = input({ summary: { sentences: 1, method: 'bedrock' } });
const codesOf = ({ warnings }: { warnings: { code: string }[] }) => warnings.map(({ code }) => code);

describe('a summary of a dated article', () => {
  const dated = input({
    text: 'Le préfet a annoncé dimanche dernier la fermeture du pont de Brévanne pour six semaines de travaux.',
    publishedAt: '2026-03-03T18:30:00+01:00',
    summary: { sentences: 1, method: 'extractive' },
  });
  const notes = [{ sentence: 0, text: 'dimanche dernier', date: '2026-03-01' }];

  test('says which day its weekdays are, alone and with the translation', async () => {
    const { deps } = setup();
    expect((await createProcessArticle(deps)(dated, context())).summary).toMatchObject({ sentences: [0], notes });
    expect((await createSummarizeArticle(deps)(dated, context())).summary).toMatchObject({ sentences: [0], notes });
  });

  test('has no notes where the day of its publication is not known', async () => {
    const { deps } = setup();
    const undated = { ...dated, publishedAt: undefined };
    expect((await createProcessArticle(deps)(undated, context())).summary).not.toHaveProperty('notes');
    expect((await createSummarizeArticle(deps)(undated, context())).summary).not.toHaveProperty('notes');
  });
});

describe('the estimate of an article', () => {
  const two = input({ summary: { sentences: 2, method: 'abstractive' } });

  test('counts an abstractive summary in: what writes it and what translates it', async () => {
    const { deps } = setup({ summarizer: writer(FAITHFUL) });
    const estimate = createEstimateArticle(deps);
    const extractive = await estimate(input(), context());
    const { summary } = await createSummarizeArticle(deps)(input(), context());
    const picked = lengthOf(summary.source.map((sentence) => sentence.replaceAll('\u00a0', ' ')).join(''));
    const abstractive = await estimate(two, context());
    expect(abstractive).toMatchObject({
      characters: extractive.characters + picked,
      billedCharacters: extractive.billedCharacters + picked,
      savedCharacters: extractive.savedCharacters,
      inputTokens: 80,
      outputTokens: 20,
    });
    // 80 tokens at 0.05 and 20 at 0.1 USD a million.
    const more = (abstractive.estimatedCostUsd - extractive.estimatedCostUsd) * 1e6;
    expect(more).toBeCloseTo(6 + 15 * picked, 6);
  });

  test('counts none in where there is none to be written', async () => {
    const { deps } = setup({ summarizer: writer(FAITHFUL) });
    await createProcessArticle(deps)(two, context());
    const estimate = createEstimateArticle(deps);
    expect(await estimate(two, context())).toMatchObject({ cached: true, billedCharacters: 0, estimatedCostUsd: 0 });
    const none = createEstimateArticle(setup().deps);
    expect((await none(two, context())).billedCharacters).toBe((await none(input(), context())).billedCharacters);
  });

  test('of an engine that bills nothing counts the model that writes it alone', async () => {
    const { deps } = setup({ summarizer: writer(FAITHFUL), engine: { engine: { usdPerMillionCharacters: 0 } } });
    expect(await createEstimateArticle(deps)(two, context())).toMatchObject({
      billedCharacters: 0,
      estimatedCostUsd: 6 / 1e6,
    });
  });
});

describe('an abstractive summary', () => {
  test('that says what the article says is translated and counted', async () => {
    const { deps, translator } = setup({ summarizer: writer(FAITHFUL) });
    const result = await createProcessArticle(deps)(wanted, context());
    expect(result.summary).toEqual({
      method: 'abstractive',
      source: FAITHFUL,
      translation: FAITHFUL.map((sentence) => translateArtificially(sentence, 'en')),
      sentences: [],
    });
    expect(result.usage.billedCharacters).toBe(translator.stats.billedCharacters);
    expect(result.usage.billedCharacters).toBeGreaterThan(lengthOf(FAITHFUL[0] ?? ''));
    expect(await deps.ledger.read('2026-11', 'total')).toMatchObject({
      inputTokens: 100,
      outputTokens: 20,
      costMicroUsd: 7 + 15 * result.usage.billedCharacters,
    });
    expect(result.usage.estimatedCostUsd * 1e6).toBeCloseTo(7 + 15 * result.usage.billedCharacters, 6);
  });

  test('is the same result by either name of its method', async () => {
    const { deps } = setup({ summarizer: writer(FAITHFUL) });
    const process = createProcessArticle(deps);
    const first = await process(input({ summary: { sentences: 1, method: 'bedrock' } }), context());
    const again = await process(input({ summary: { sentences: 1, method: 'abstractive' } }), context());
    expect(again).toMatchObject({ cached: true, summary: { method: 'abstractive' }, createdAt: first.createdAt });
  });

  test('that invents gives way to the extractive one, its tokens counted', async () => {
    const { deps } = setup({ summarizer: writer(['Le chantier coûtera 9 millions, selon Paul Dutilleul.']) });
    const result = await createProcessArticle(deps)(wanted, context());
    expect(result.summary.method).toBe('extractive');
    expect(codesOf(result)).toEqual(['summary-unfaithful']);
    expect(await deps.ledger.read('2026-11', 'total')).toMatchObject({ inputTokens: 100 });
  });

  test('whose answer is none gives way to the extractive one, its tokens counted', async () => {
    const { deps } = setup({ summarizer: writer([]) });
    const { usage, ...result } = await createProcessArticle(deps)(wanted, context());
    expect(usage).toMatchObject({ inputTokens: 100, outputTokens: 20 });
    expect(usage.estimatedCostUsd * 1e6).toBeCloseTo(7 + 15 * usage.billedCharacters, 6);
    expect(result.summary.method).toBe('extractive');
    expect(codesOf(result)).toEqual(['summary-unavailable']);
    expect(await deps.ledger.read('2026-11', 'total')).toMatchObject({ inputTokens: 100, outputTokens: 20 });
  });

  test('that was sent and not answered is uncertain in usage', async () => {
    const summarizer = writer(FAITHFUL);
    const unheard: typeof summarizer = {
      ...summarizer,
      summarize: async (task) => {
        await task.beforeCall?.(AT_MOST);
        task.onUnanswered?.(AT_MOST);
        return summarizer.summarize(task);
      },
    };
    const { deps } = setup({ summarizer: unheard });
    const result = await createProcessArticle(deps)(wanted, context());
    expect(await deps.ledger.read('2026-11', 'total')).toMatchObject({
      uncertainCharacters: result.source.text.length,
      uncertainMicroUsd: 21,
      inputTokens: 100,
      reservedCharacters: 0,
    });
  });

  test.each([{ monthlyCharacterBudget: 1 }, { monthlyBudgetMicroUsd: 20 }])(
    'is not asked for when the budget does not cover the most that it can cost (%o)',
    async (settings) => {
      const { deps } = setup({ summarizer: writer(FAITHFUL), settings });
      const result = await createSummarizeArticle(deps)(wanted, context());
      expect(result.summary.method).toBe('extractive');
      expect(codesOf(result)).toEqual(['summary-unavailable']);
      expect(await deps.ledger.read('2026-11', 'total')).toMatchObject({ inputTokens: 0, reservedMicroUsd: 0 });
    },
  );

  test('holds the most that it can cost, and costs what it was billed', async () => {
    const { deps, recorded } = setup({ summarizer: writer(FAITHFUL), settings: { monthlyBudgetMicroUsd: 21 } });
    const result = await createSummarizeArticle(deps)(wanted, context());
    expect(result.summary.method).toBe('abstractive');
    expect(await deps.ledger.read('2026-11', 'total')).toMatchObject({
      inputTokens: 100,
      outputTokens: 20,
      costMicroUsd: 7,
      uncertainMicroUsd: 0,
      reservedMicroUsd: 0,
      reservedCharacters: 0,
    });
    expect(recorded).toContainEqual({ name: 'EstimatedCostUsd', value: 0.000007 });
    expect(recorded).toContainEqual({ name: 'MoneyBudgetUsedPercent', value: (100 * 7) / 21 });
    expect(recorded).toContainEqual({ name: 'BudgetRejected', value: 0 });
  });

  test('that was refused leaves nothing reserved', async () => {
    const { deps } = setup({
      summarizer: writer(new DepecheError('throttled', 'Too many requests.')),
      settings: { monthlyBudgetMicroUsd: 21 },
    });
    await createSummarizeArticle(deps)(wanted, context());
    expect(await deps.ledger.read('2026-11', 'total')).toMatchObject({
      costMicroUsd: 0,
      uncertainMicroUsd: 0,
      reservedMicroUsd: 0,
    });
  });

  test('of a model without a price costs nothing that is known', async () => {
    const summarizer = { ...writer(FAITHFUL), engine: { id: 'bedrock', version: '1' } };
    const { deps } = setup({ summarizer, settings: { monthlyBudgetMicroUsd: 0 } });
    expect((await createSummarizeArticle(deps)(wanted, context())).summary.method).toBe('abstractive');
    expect(await deps.ledger.read('2026-11', 'total')).toMatchObject({ inputTokens: 100, costMicroUsd: 0 });
  });

  test('that cannot be had gives way to the extractive one', async () => {
    const failing = setup({ summarizer: writer(new DepecheError('throttled', 'Too many requests.')) });
    expect(codesOf(await createProcessArticle(failing.deps)(wanted, context()))).toEqual(['summary-unavailable']);
    const { deps } = setup();
    expect(codesOf(await createSummarizeArticle(deps)(wanted, context()))).toEqual(['summary-unavailable']);
    const broken = setup({ summarizer: writer(new Error('a bug')) });
    await expect(createProcessArticle(broken.deps)(wanted, context())).rejects.toThrow('a bug');
  });

  test.each([
    ['is garbled', (text: string) => (text === FAITHFUL[0] ? '' : translateArtificially(text, 'en')), undefined],
    [
      'is refused',
      (text: string) => translateArtificially(text, 'en'),
      new DepecheError('throttled', 'Too many requests.'),
    ],
  ])('whose translation %s gives way to the extractive one', async (_, translateSentence, error) => {
    const { deps } = setup({
      summarizer: writer(FAITHFUL),
      engine: {
        translateSentence,
        beforeCall: ({ sentences }) => {
          if (error && sentences.some((sentence) => sentence === FAITHFUL[0])) throw error;
        },
      },
    });
    const result = await createProcessArticle(deps)(wanted, context());
    expect(result.summary.method).toBe('extractive');
    expect(result.summary.translation).toHaveLength(1);
    expect(codesOf(result)).toEqual(['summary-unavailable']);
  });

  test('whose translation meets a bug is a bug', async () => {
    const beforeCall = ({ sentences }: { sentences: readonly string[] }) => {
      if (sentences.includes(FAITHFUL[0] ?? '')) throw new Error('a bug');
    };
    const { deps } = setup({ summarizer: writer(FAITHFUL), engine: { beforeCall } });
    await expect(createProcessArticle(deps)(wanted, context())).rejects.toThrow('a bug');
  });
});

test('terms of the glossary that were not honoured are listed', async () => {
  const glossary = createGlossary([
    { source: 'conseil municipal', target: 'town council' },
    { source: 'cantine', target: 'canteen' },
    { source: 'préau', target: 'courtyard' },
  ]);
  const withCourtyard = (text: string, target: string) =>
    translateArtificially(text, target).replace('uaérp', 'courtyard');
  const engine = { translateSentence: withCourtyard };
  const { deps } = setup({ glossary, engine });
  const { warnings } = await createProcessArticle(deps)(input(), context());
  expect(warnings).toMatchObject([{ code: 'glossary-not-honoured', sentences: [0, 4] }]);
  expect(warnings[0]?.detail).toContain('conseil municipal → town council');
  const honoured = setup({ glossary: createGlossary([{ source: 'préau', target: 'courtyard' }]), engine });
  expect((await createProcessArticle(honoured.deps)(input(), context())).warnings).toEqual([]);
});
