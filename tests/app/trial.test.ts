import { describe, expect, test } from 'vitest';
import { createTrial } from '../../shared/app/trial/create-trial.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { billingMonth } from '../../shared/app/usage/billing-month.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { context, input, setup } from './support/setup.ts';

const ARTICLE = { id: 'depeche-trial-1', title: 'Le port rouvre', text: 'Le port rouvre mardi aux chalutiers.' };
const SEEDS = [
  ['Le port rouvre', 'The port reopens'],
  ['Le port rouvre mardi aux chalutiers.', 'The port reopens to trawlers on Tuesday.'],
] as const;
const LANGUAGES = { source: 'fr', target: 'en' } as const;

describe('a trial', () => {
  test('with its sentences in the memory is translated by them, costs nothing and does not count', async () => {
    const { deps, translator, clock } = setup();
    const trial = createTrial(deps);
    await trial.seed(SEEDS, LANGUAGES);
    const result = await createProcessArticle(deps)(input(ARTICLE), context());
    expect(result.translation).toMatchObject({ title: SEEDS[0][1], text: SEEDS[1][1] });
    expect(translator.stats.calls).toBe(0);
    expect(await trial.read(ARTICLE.id, 'en')).toMatchObject({
      usage: { billedCharacters: 0 },
      pipelineVersion: trial.pipelineVersion,
    });
    const usage = await deps.ledger.read(billingMonth(clock.nowMs()), 'total');
    expect(usage).toMatchObject({ articles: 0, savedCharacters: 0, billedCharacters: 0 });
  });

  test('counts what it was billed, like anybody', async () => {
    const { deps, translator, clock } = setup();
    const trial = createTrial(deps);
    await createProcessArticle(deps)(input(ARTICLE), context());
    const { billedCharacters } = translator.stats;
    expect(billedCharacters).toBeGreaterThan(0);
    expect((await trial.read(ARTICLE.id, 'en'))?.usage.billedCharacters).toBe(billedCharacters);
    const usage = await deps.ledger.read(billingMonth(clock.nowMs()), 'total');
    expect(usage).toMatchObject({ articles: 0, savedCharacters: 0, billedCharacters });
  });

  test('does not count what a fallback saved either', async () => {
    const engine = { translateSentence: () => '' };
    const { deps, clock, translator } = setup({
      engine,
      fallbackTranslator: createMemoryTranslator({ engine: { id: 'b' } }),
    });
    await createProcessArticle(deps)(input(ARTICLE), context());
    await createProcessArticle(deps)(input({ ...ARTICLE, summary: { sentences: 1, method: 'extractive' } }), context());
    const usage = await deps.ledger.read(billingMonth(clock.nowMs()), 'total');
    const billedCharacters = translator.stats.billedCharacters * 1.5;
    expect(usage).toMatchObject({ articles: 0, savedCharacters: 0, billedCharacters });
  });

  test('leaves no article, and forgets one that is not there', async () => {
    const { deps } = setup();
    const trial = createTrial(deps);
    await createProcessArticle(deps)(input(ARTICLE), context());
    await trial.forget(ARTICLE.id);
    await trial.forget(ARTICLE.id);
    expect(await trial.read(ARTICLE.id, 'en')).toBeUndefined();
    expect(await deps.store.getArticle(ARTICLE.id)).toBeUndefined();
  });
});
