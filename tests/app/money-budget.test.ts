import { describe, expect, test } from 'vitest';
import { createEstimateArticle } from '../../shared/app/use-cases/stages/estimate-article.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createReadUsage } from '../../shared/app/use-cases/read-usage.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { createFlakyLedger } from '../support/ledger.ts';
import { context, input, setup } from './support/setup.ts';

const MONTH = '2026-11';
const inTokens = (options: { output: number }) => ({
  engine: { id: 'bedrock', usdPerMillionCharacters: 0, usdPerMillionTokens: { input: 0.06, output: options.output } },
});

async function costOfArticle(engine = {}): Promise<number> {
  const { deps } = setup({ engine });
  const { usage } = await createProcessArticle(deps)(input(), context());
  return Math.round(usage.estimatedCostUsd * 1e6);
}

describe('a budget of money', () => {
  test('that covers the article exactly is used up exactly, beside what the key may use', async () => {
    const microUsd = await costOfArticle();
    const settings = { monthlyBudgetMicroUsd: microUsd, keyCharacterBudget: 10_000 };
    const { deps, recorded } = setup({ settings });
    const estimate = await createEstimateArticle(deps)(input(), context());
    expect(Math.round(estimate.estimatedCostUsd * 1e6)).toBe(microUsd);
    await createProcessArticle(deps)(input(), context({ apiKeyId: 'k' }));
    const usage = await createReadUsage(deps)({ apiKeyId: 'k' });
    expect(usage).toMatchObject({ uncertainCostUsd: 0, moneyBudget: { usd: microUsd / 1e6, leftUsd: 0 } });
    expect(usage).not.toHaveProperty('budget');
    expect(recorded).toContainEqual({ name: 'MoneyBudgetUsedPercent', value: 100 });
    expect(recorded).toContainEqual({ name: 'BudgetRejected', value: 0 });
    expect(recorded).not.toContainEqual(expect.objectContaining({ name: 'BudgetUsedPercent' }));
  });

  test('that lacks a millionth of a dollar refuses before any call, and says that it is money', async () => {
    const monthlyBudgetMicroUsd = (await costOfArticle()) - 1;
    const { deps, translator, recorded } = setup({
      settings: { monthlyBudgetMicroUsd, monthlyCharacterBudget: 10_000 },
    });
    await expect(createProcessArticle(deps)(input(), context())).rejects.toMatchObject({
      code: 'budget-exhausted',
      message: expect.stringContaining("the service's budget in USD"),
    });
    expect(translator.stats.calls).toBe(0);
    expect(recorded).toContainEqual({ name: 'BudgetRejected', value: 1 });
    expect(recorded).toContainEqual({ name: 'MoneyBudgetUsedPercent', value: 0 });
    expect(recorded).toContainEqual({ name: 'BudgetUsedPercent', value: 0 });
  });

  test('over it, the engine of the machine translates by setting', async () => {
    const free = { id: 'phrase', quality: 'draft', usdPerMillionCharacters: 0 } as const;
    const { deps } = setup({
      settings: { monthlyBudgetMicroUsd: 1, overBudget: 'local' },
      overBudgetTranslator: createMemoryTranslator({ engine: free }),
    });
    expect((await createProcessArticle(deps)(input(), context())).translation.engine).toBe('phrase');
  });

  test('stops the work when the ledger does not answer: spending unseen could have no end', async () => {
    const { deps } = setup({ settings: { monthlyBudgetMicroUsd: 1e9 } });
    const ledger = createFlakyLedger(deps.ledger, () => true);
    const process = createProcessArticle({ ...deps, ledger });
    await expect(process(input(), context())).rejects.toMatchObject({ code: 'storage-unavailable' });
  });
});

describe('an engine that charges tokens', () => {
  test('tells them in the result and in the usage of the month, at its price', async () => {
    const { deps } = setup({ engine: inTokens({ output: 0.24 }) });
    const { usage } = await createProcessArticle(deps)(input(), context());
    const { inputTokens = 0, outputTokens = 0 } = usage;
    expect(inputTokens).toBeGreaterThan(50);
    const costMicroUsd = Math.ceil(Number((inputTokens * 0.06 + outputTokens * 0.24).toFixed(6)));
    expect(usage.estimatedCostUsd).toBe(costMicroUsd / 1e6);
    expect(await createReadUsage(deps)({})).toMatchObject({
      inputTokens,
      outputTokens,
      billedCharacters: usage.billedCharacters,
      estimatedCostUsd: costMicroUsd / 1e6,
    });
    const again = await createProcessArticle(deps)(input(), context());
    expect(again.usage).not.toHaveProperty('inputTokens');
  });

  test('is estimated by the tokens that it is likely to cost', async () => {
    const { deps } = setup({ engine: { ...inTokens({ output: 0.24 }), caution: 3 } });
    const { id: _, ...estimate } = await createEstimateArticle(deps)(input(), context());
    const { usage } = await createProcessArticle(deps)(input(), context());
    const { inputTokens, outputTokens, estimatedCostUsd } = usage;
    expect(estimate).toMatchObject({ inputTokens, outputTokens, estimatedCostUsd });
    const cached = await createEstimateArticle(deps)(input(), context());
    expect(cached).toMatchObject({ cached: true, estimatedCostUsd: 0 });
    expect(cached).not.toHaveProperty('inputTokens');
  });

  test.each([
    [2, 'is refused where it can cost more than there is'],
    [3, 'is held by the most that it can cost, and settled by what it did'],
  ])('with %i times its cost, %s', async (times) => {
    const engine = { ...inTokens({ output: 1_000 }), caution: 3 };
    const cost = await costOfArticle(engine);
    const { deps, translator } = setup({ engine, settings: { monthlyBudgetMicroUsd: times * cost } });
    const processed = createProcessArticle(deps)(input(), context());
    if (times < 3) await expect(processed).rejects.toMatchObject({ code: 'budget-exhausted' });
    else expect((await processed).usage.estimatedCostUsd).toBe(cost / 1e6);
    expect(translator.stats.calls > 0).toBe(times === 3);
    expect(await deps.ledger.read(MONTH, 'total')).toMatchObject({
      costMicroUsd: times < 3 ? 0 : cost,
      uncertainMicroUsd: 0,
      reservedMicroUsd: 0,
    });
  });

  test('of which a call was never answered, holds the most that it can have cost', async () => {
    const { deps } = setup({ engine: inTokens({ output: 1 }), settings: { monthlyBudgetMicroUsd: 1e6 } });
    const { translator } = deps;
    const lossy: typeof translator = {
      ...translator,
      async *translate(request) {
        const uncertainTokens = { inputTokens: 100, outputTokens: 50 };
        await request.beforeCall?.(10, uncertainTokens);
        yield { translations: [], billedCharacters: 0, uncertainCharacters: 10, uncertainTokens };
        yield* translator.translate(request);
      },
    };
    await createProcessArticle({ ...deps, translator: lossy })(input(), context());
    expect(await deps.ledger.read(MONTH, 'total')).toMatchObject({
      uncertainCharacters: 10,
      uncertainMicroUsd: 56,
      reservedMicroUsd: 0,
    });
    expect(await createReadUsage(deps)({})).toMatchObject({ uncertainCostUsd: 0.000056 });
  });
});
