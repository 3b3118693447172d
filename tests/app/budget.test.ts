import { describe, expect, test } from 'vitest';
import { reserve } from '../support/ledger.ts';
import { translateArtificially } from '../support/artificial-translation.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { secondsUntilNextMonth } from '../../shared/app/usage/billing-month.ts';
import { createEstimateArticle } from '../../shared/app/use-cases/stages/estimate-article.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createTranslateArticle } from '../../shared/app/use-cases/stages/translate-article.ts';
import { createReadUsage } from '../../shared/app/use-cases/read-usage.ts';
import { context, input, setup } from './support/setup.ts';

const local = (targets = ['en']) =>
  createMemoryTranslator({ targets, engine: { id: 'phrase', quality: 'draft', usdPerMillionCharacters: 0 } });

describe('a budget', () => {
  test('that covers the article exactly is used up exactly, and told the same by estimate and usage', async () => {
    const { deps } = setup();
    const { characters } = await createEstimateArticle(deps)(input(), context());
    const exact = {
      ...deps,
      settings: { ...deps.settings, monthlyCharacterBudget: characters, keyCharacterBudget: characters + 5 },
    };
    const estimate = await createEstimateArticle(exact)(input(), context());
    const result = await createProcessArticle(exact)(input(), context({ apiKeyId: 'k' }));
    expect(result.usage.billedCharacters).toBe(estimate.billedCharacters);
    expect(result.usage.estimatedCostUsd).toBe(estimate.estimatedCostUsd);
    expect(await createReadUsage(exact)({ apiKeyId: 'k' })).toMatchObject({
      month: '2026-11',
      articles: 1,
      billedCharacters: characters,
      estimatedCostUsd: result.usage.estimatedCostUsd,
      budget: { characters, leftCharacters: 0 },
      key: { billedCharacters: characters, budget: { leftCharacters: 5 } },
    });
    expect(await createEstimateArticle(exact)(input(), context())).toMatchObject({
      cached: true,
      billedCharacters: 0,
      savedCharacters: characters,
    });
    expect(await createReadUsage(deps)({ month: '2026-10' })).not.toHaveProperty('budget');
  });

  test('in characters holds for an engine that charges tokens as well, also at a price of 0', async () => {
    const engine = { id: 'openai', usdPerMillionCharacters: 0, usdPerMillionTokens: { input: 0, output: 0 } };
    const { deps, translator } = setup({ engine: { engine }, settings: { monthlyCharacterBudget: 100 } });
    const refused = createProcessArticle(deps)(input(), context());
    await expect(refused).rejects.toMatchObject({ code: 'budget-exhausted' });
    expect(translator.stats.calls).toBe(0);
    expect((await createEstimateArticle(deps)(input(), context())).billedCharacters).toBeGreaterThan(100);
  });

  test.each([
    ['monthlyCharacterBudget', 'service', 'BudgetRejected', 'BudgetUsedPercent'],
    ['keyCharacterBudget', 'key', 'KeyBudgetRejected', 'KeyBudgetUsedPercent'],
  ] as const)(
    '%s that does not cover it refuses before any call, until the month ends',
    async (name, whose, rejected, used) => {
      const { deps, translator, sumOf, recorded, clock } = setup({ settings: { [name]: 100 } });
      const attempt = createProcessArticle(deps)(input(), context({ apiKeyId: 'k' }));
      await expect(attempt).rejects.toMatchObject({
        code: 'budget-exhausted',
        message: expect.stringContaining(whose),
        retryAfterSeconds: secondsUntilNextMonth(clock.nowMs()),
      });
      expect(translator.stats.calls).toBe(0);
      expect(sumOf(rejected)).toBe(1);
      const ofBudgets = recorded.map((metric) => metric.name).filter((metric) => /^(?:Key)?Budget/.test(metric));
      expect(new Set(ofBudgets)).toEqual(new Set([used, rejected]));
      clock.advance(secondsUntilNextMonth(clock.nowMs()) * 1_000);
      expect(new Date(clock.nowMs()).toISOString()).toBe('2026-12-01T00:00:00.000Z');
    },
  );

  test('an article that it covers says that nothing is refused, which ends the alarm', async () => {
    const { deps, recorded } = setup({ settings: { monthlyCharacterBudget: 100_000, keyCharacterBudget: 100_000 } });
    await createProcessArticle(deps)(input(), context({ apiKeyId: 'k' }));
    expect(recorded).toContainEqual({ name: 'BudgetRejected', value: 0 });
    expect(recorded).toContainEqual({ name: 'KeyBudgetRejected', value: 0 });
  });

  test.each([
    ['processed', createProcessArticle],
    ['translated alone', createTranslateArticle],
  ] as const)('a new month ends the alarm with the first article that is %s', async (_, create) => {
    const { deps, recorded, clock } = setup({ settings: { monthlyCharacterBudget: 2_000 } });
    const all = { month: '2026-11', characters: 1_900, maxCharacters: 2_000 };
    await reserve(deps.ledger, all);
    await expect(create(deps)(input(), context())).rejects.toMatchObject({ code: 'budget-exhausted' });
    expect(recorded).toContainEqual({ name: 'BudgetRejected', value: 1 });
    clock.advance(secondsUntilNextMonth(clock.nowMs()) * 1_000);
    recorded.length = 0;
    await create(deps)(input(), context());
    expect(recorded).toContainEqual({ name: 'BudgetRejected', value: 0 });
    const shares = recorded.filter(({ name }) => name === 'BudgetUsedPercent').map(({ value }) => value);
    expect(Math.max(...shares)).toBeLessThan(80);
  });

  test.each([
    ['key', { keyCharacterBudget: 100, monthlyCharacterBudget: 100_000 }, 'BudgetRejected'],
    ['service', { keyCharacterBudget: 100_000, monthlyCharacterBudget: 100 }, 'KeyBudgetRejected'],
  ] as const)('a refusal by that of the %s does not say that the other refuses nothing', async (_, settings, other) => {
    const { deps, recorded } = setup({ settings });
    const attempt = createProcessArticle(deps)(input(), context({ apiKeyId: 'k' }));
    await expect(attempt).rejects.toMatchObject({ code: 'budget-exhausted' });
    expect(recorded).not.toContainEqual(expect.objectContaining({ name: other }));
  });

  test('its share counts what is held for calls under way, and nothing at all is all of it', async () => {
    const { deps, recorded } = setup({ settings: { monthlyCharacterBudget: 1_000 } });
    await reserve(deps.ledger, { month: '2026-11', characters: 950, maxCharacters: 1_000 });
    await expect(createProcessArticle(deps)(input(), context())).rejects.toMatchObject({ code: 'budget-exhausted' });
    expect(recorded).toContainEqual({ name: 'BudgetUsedPercent', value: 95 });
    const nothing = setup({ settings: { monthlyCharacterBudget: 0 } });
    await expect(createProcessArticle(nothing.deps)(input(), context())).rejects.toMatchObject({
      code: 'budget-exhausted',
    });
    expect(nothing.recorded).toContainEqual({ name: 'BudgetUsedPercent', value: 100 });
  });

  test('used up before a sentence that failed could be sent again, leaves it marked and is not passed', async () => {
    const translateSentence = (text: string, target: string) =>
      text.includes('4 millions') ? '' : translateArtificially(text, target);
    const { deps, translator } = setup({ engine: { translateSentence } });
    const { characters } = await createEstimateArticle(deps)(input(), context());
    const tight = { ...deps, settings: { ...deps.settings, monthlyCharacterBudget: characters } };
    const result = await createProcessArticle(tight)(input(), context());
    expect(result.warnings.map(({ code }) => code)).toEqual(['integrity']);
    expect(translator.stats.billedCharacters).toBe(characters);
  });

  test('over it, the local engine translates by setting, for now', async () => {
    const { deps } = setup({
      settings: { monthlyCharacterBudget: 1, overBudget: 'local' },
      overBudgetTranslator: local(),
    });
    const result = await createProcessArticle(deps)(input(), context());
    expect(result.translation.engine).toBe('phrase');
    expect(result.usage.billedCharacters).toBe(0);
    expect(result.warnings.map(({ code }) => code)).toEqual(['fallback-engine', 'draft-quality']);
    expect(Date.parse(result.expiresAt) - Date.parse(result.createdAt)).toBe(deps.settings.provisionalTtlMs);
    const rich = { ...deps, settings: { ...deps.settings, monthlyCharacterBudget: 10_000 } };
    expect((await createProcessArticle(rich)(input(), context())).translation.engine).toBe('memory');
  });

  test.each([[undefined], [local(['de'])]])(
    'without a local engine for the target it refuses',
    async (overBudgetTranslator) => {
      const { deps } = setup({ settings: { monthlyCharacterBudget: 1, overBudget: 'local' }, overBudgetTranslator });
      await expect(createProcessArticle(deps)(input(), context())).rejects.toMatchObject({ code: 'budget-exhausted' });
    },
  );

  test('over it, clean and summary only by setting', async () => {
    const { deps } = setup({ settings: { monthlyCharacterBudget: 1, overBudget: 'clean-only' } });
    const result = await createProcessArticle(deps)(input(), context());
    expect(result.translation).toMatchObject({ title: '', text: '' });
    expect(result.summary.source).toHaveLength(2);
    expect(result.summary.translation).toEqual([]);
    expect(result.warnings.map(({ code }) => code)).toEqual(['not-translated']);
  });
});
