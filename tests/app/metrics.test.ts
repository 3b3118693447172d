import { describe, expect, test } from 'vitest';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createTranslateArticle } from '../../shared/app/use-cases/stages/translate-article.ts';
import { context, input, setup, TEXT } from './support/setup.ts';

const LATER = `${TEXT} Un parking sera construit derrière la mairie.`;

describe('what operators see', () => {
  test('is what the results say, of articles that are new, known and changed in one sentence', async () => {
    const { deps, recorded, sumOf } = setup();
    const process = createProcessArticle(deps);
    const first = await process(input({ id: 'a' }), context());
    const known = await process(input({ id: 'a' }), context());
    const changed = await process(input({ id: 'a', text: LATER }), context());
    const results = [first, known, changed];
    const total = (member: 'billedCharacters' | 'savedCharacters' | 'estimatedCostUsd') =>
      results.reduce((sum, { usage }) => sum + usage[member], 0);
    expect(sumOf('ArticlesProcessed')).toBe(2);
    expect(sumOf('CacheMiss')).toBe(2);
    expect(sumOf('CacheHit')).toBe(1);
    expect(sumOf('BilledCharacters')).toBe(total('billedCharacters'));
    expect(sumOf('SavedCharacters')).toBe(total('savedCharacters'));
    expect(sumOf('EstimatedCostUsd')).toBeCloseTo(total('estimatedCostUsd'), 12);
    // The title counts as one.
    expect(sumOf('SegmentMiss')).toBe(first.sentences.length + 1 + 1);
    expect(sumOf('SegmentHit')).toBe(first.sentences.length + 1);
    expect(recorded.filter(({ name }) => name === 'ProcessingTime')).toHaveLength(3);
  });

  test.each(['an older version', 'a translation alone'])('counts what was billed for %s', async (what) => {
    const { deps, sumOf, recorded } = setup({ settings: { monthlyCharacterBudget: 100_000 } });
    const process = createProcessArticle(deps);
    await process(input({ id: 'a', publishedAt: '2026-11-22' }), context());
    const before = sumOf('BilledCharacters');
    recorded.length = 0;
    const { usage } =
      what === 'an older version'
        ? await process(input({ id: 'a', text: LATER, target: 'de', publishedAt: '2026-11-21' }), context())
        : await createTranslateArticle(deps)(input({ text: LATER }), context());
    expect(usage.billedCharacters).toBeGreaterThan(0);
    expect(sumOf('BilledCharacters')).toBe(usage.billedCharacters);
    expect(sumOf('SavedCharacters')).toBe(usage.savedCharacters);
    expect(sumOf('EstimatedCostUsd')).toBe(usage.estimatedCostUsd);
    const percent = (before + usage.billedCharacters) / 1_000;
    expect(recorded).toContainEqual({ name: 'BudgetUsedPercent', value: percent });
  });
});
