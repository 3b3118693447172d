import { describe, expect, test } from 'vitest';
import { createAcceptArticle } from '../../shared/app/use-cases/accept-article.ts';
import { createEstimateArticle } from '../../shared/app/use-cases/stages/estimate-article.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createRecordFailure } from '../../shared/app/use-cases/record-failure.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import { normalizeSentence } from '../../shared/core/normalize/normalize-sentence.ts';
import { translateArtificially } from '../support/artificial-translation.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { context, input, lengthOf, setup, TEXT, TITLE } from './support/setup.ts';

describe('processArticle', () => {
  test('gives a whole result: translation by paragraph, summary in both languages, exact usage', async () => {
    const { deps, translator } = setup();
    const result = await createProcessArticle(deps)(
      input({ url: 'https://example.org/a', publishedAt: '2026-11-20' }),
      context(),
    );

    expect(result.source).toMatchObject({ language: 'fr', title: TITLE, url: 'https://example.org/a' });
    expect(result.translation.title).toBe(translateArtificially(TITLE, 'en'));
    expect(result.translation.text.split('\n\n')).toHaveLength(3);
    expect(result.translation.text.split('\n\n')).toEqual(
      result.source.text.split('\n\n').map((_, paragraph) =>
        result.sentences
          .filter((pair) => pair.paragraph === paragraph)
          .map(({ source }) => translateArtificially(normalizeSentence(source), 'en'))
          .join(' '),
      ),
    );
    expect(result.sentences).toHaveLength(6);
    expect(result.summary.source).toHaveLength(2);
    expect(result.summary.translation).toEqual(result.summary.sentences.map((at) => result.sentences[at]?.translation));
    expect(result.usage.billedCharacters).toBe(translator.stats.billedCharacters);
    expect(result.usage.characters).toBe(result.usage.billedCharacters);
    expect(result.usage.estimatedCostUsd).toBeCloseTo((result.usage.billedCharacters * 15) / 1e6, 12);
    expect(result.warnings).toEqual([]);
    expect(result.pipelineVersion).toMatch(/^[0-9a-f]{8}-memory-1$/);
  });

  test('names the model of an engine that has one', async () => {
    const translator = createMemoryTranslator();
    const { deps } = setup({ translator: { ...translator, engine: { ...translator.engine, model: 'nova-lite' } } });
    const { translation } = await createProcessArticle(deps)(input(), context());
    expect(translation).toMatchObject({ engine: 'memory', model: 'nova-lite' });
  });

  test('answers the second request from the table, without an engine call or a bill', async () => {
    const { deps, translator, sumOf } = setup();
    const process = createProcessArticle(deps);
    const first = await process(input(), context());
    const calls = translator.stats.calls;
    const second = await createProcessArticle(deps)(input(), context());

    expect(translator.stats.calls).toBe(calls);
    expect(second).toEqual({
      ...first,
      cached: true,
      usage: { ...first.usage, billedCharacters: 0, savedCharacters: first.usage.characters, estimatedCostUsd: 0 },
    });
    expect(sumOf('CacheHit')).toBe(1);
    expect((await deps.store.getSource(first.id))?.text).toBe(TEXT);
  });

  test('pays for a changed sentence only', async () => {
    const { deps, translator } = setup();
    const process = createProcessArticle(deps);
    const first = await process(input({ id: 'wire-1' }), context());
    const changed = 'Il coûtera finalement 5 millions d’euros à la petite commune.';
    const text = TEXT.replace("Il coûtera 4 millions d'euros à la commune.", changed);
    const before = translator.stats.billedCharacters;
    const second = await process(input({ id: 'wire-1', text }), context());

    expect(second.usage.billedCharacters).toBe(lengthOf(changed));
    expect(translator.stats.billedCharacters - before).toBe(lengthOf(changed));
    expect(second.usage.savedCharacters).toBe(second.usage.characters - lengthOf(changed));
    expect(second.translation.text).not.toBe(first.translation.text);
    expect(Math.max(...translator.stats.billedSentences.values())).toBe(1);
  });

  test('other options are another result, at no cost', async () => {
    const { deps } = setup();
    const process = createProcessArticle(deps);
    await process(input(), context());
    const other = await process(input({ summary: { sentences: 4, method: 'extractive' } }), context());
    expect(other).toMatchObject({ cached: false, usage: { billedCharacters: 0 } });
    expect(other.summary.source).toHaveLength(4);
  });

  test('a sentence that occurs twice is sent once; typography makes no difference', async () => {
    const { deps, translator } = setup();
    const twice = "L'école ouvrira ses portes en septembre prochain, dit la mairie.";
    const text = `${twice} ${TEXT.split('\n\n')[2]} ${twice.replace("L'", 'L’')}`;
    const result = await createProcessArticle(deps)(input({ title: undefined, text }), context());
    expect(result.source.title).toBe('');
    expect(result.translation.title).toBe('');
    expect(translator.stats.billedSentences.get(twice)).toBe(1);
    expect(
      result.sentences.filter(({ translation }) => translation === translateArtificially(twice, 'en')).length,
    ).toBeGreaterThan(0);
  });

  test('refresh computes anew, with sentences from the memory', async () => {
    const { deps, translator, clock } = setup();
    const process = createProcessArticle(deps);
    const first = await process(input(), context());
    clock.advance(1_000);
    const again = await process(input({ refresh: true }), context());
    expect(again.cached).toBe(false);
    expect(again.createdAt > first.createdAt).toBe(true);
    expect(translator.stats.billedCharacters).toBe(first.usage.billedCharacters);
  });

  test('another engine version is another pipeline version, and pays again', async () => {
    const { deps } = setup();
    const first = await createProcessArticle(deps)(input(), context());
    const upgraded = createMemoryTranslator({ engine: { version: '2', glossaryVersion: 'g1' } });
    const second = await createProcessArticle({ ...deps, translator: upgraded })(input(), context());
    expect(second.pipelineVersion).not.toBe(first.pipelineVersion);
    expect(second.usage.billedCharacters).toBe(first.usage.characters);
    for (const { id, pipelineVersion } of [first, second]) {
      expect(await deps.store.getResult({ id, target: 'en', pipelineVersion })).toBeDefined();
    }
  });

  test('targets of one article share its record', async () => {
    const { deps } = setup();
    const process = createProcessArticle(deps);
    const { id } = await process(input(), context());
    await process(input({ target: 'de' }), context());
    expect((await deps.store.getArticle(id))?.targets).toEqual(['de', 'en']);
  });

  test('a target that the engine does not offer is refused with the list of those it does', async () => {
    const { deps, translator } = setup();
    const attempt = createProcessArticle(deps)(input({ target: 'tlh' }), context());
    await expect(attempt).rejects.toMatchObject({
      code: 'unsupported-language',
      message: expect.stringContaining('de, en'),
    });
    expect(translator.stats.calls).toBe(0);
  });

  test.each([
    ['refused', async () => Promise.reject(new DepecheError('translator-unavailable', 'No permission.'))],
    ['broken', async () => Promise.reject(new Error('unexpected'))],
    ['never told', () => new Promise<never>(() => {})],
  ])('a list of targets that is %s stops nothing; the engine itself decides', async (_, listTargets) => {
    const { deps: world, translator } = setup();
    const deps = { ...world, translator: { ...translator, listTargets } };
    const refused = { code: 'unsupported-language', message: expect.stringContaining('tlh') };
    await expect(createProcessArticle(deps)(input(), context())).resolves.toMatchObject({ status: 'completed' });
    await expect(createProcessArticle(deps)(input({ target: 'tlh' }), context())).rejects.toMatchObject(refused);
    await expect(createEstimateArticle(deps)(input({ target: 'tlh' }), context())).resolves.toMatchObject({});
    const queue = async () => {};
    await expect(createAcceptArticle(deps)(input({ target: 'tlh' }), queue)).resolves.toMatchObject({
      status: 'processing',
    });
  });

  test('a draft engine says so and bills nothing', async () => {
    const engine = { quality: 'draft', usdPerMillionCharacters: 0 } as const;
    const { deps } = setup({ engine: { engine }, settings: { monthlyCharacterBudget: 1 } });
    const result = await createProcessArticle(deps)(input(), context({ apiKeyId: 'k' }));
    expect(result.warnings.map(({ code }) => code)).toEqual(['draft-quality']);
    // Whoever calls over HTTP has no command line and no settings.
    expect(result.warnings[0]?.detail).not.toMatch(/npm|\bdepeche\b|DEPECHE_|models pull/);
    expect(result.usage).toMatchObject({ billedCharacters: 0, estimatedCostUsd: 0 });
    expect(await createEstimateArticle(deps)(input({ refresh: true }), context())).toMatchObject({
      billedCharacters: 0,
    });
  });
});

describe('versions out of order', () => {
  const newer = input({ id: 'a', publishedAt: '2026-11-22T10:00:00Z' });
  const older = input({
    id: 'a',
    publishedAt: '2026-11-21T10:00:00Z',
    text: `${TEXT} Une première version disait autre chose.`,
  });

  test.each(['processed', 'accepted'])('one of the year 9999 that was %s counts as of its arrival', async (how) => {
    const { deps, clock } = setup();
    const process = createProcessArticle(deps);
    const squatter = input({ id: 'a', text: `${TEXT} Une suite.`, publishedAt: '9999-12-31' });
    if (how === 'processed') await process(squatter, context());
    else await createAcceptArticle(deps)(squatter, async () => {});
    clock.advance(3_600_000);
    const publishedAt = new Date(clock.nowMs() - 1_000).toISOString();
    const today = await process(input({ id: 'a', publishedAt }), context());
    expect(today.warnings).toEqual([]);
    expect((await deps.store.getArticle('a'))?.publishedAt).toBe(publishedAt);
    // What was published before the squatter came is older than it, as ever.
    const early = await process(input({ id: 'a', text: `${TEXT} Avant.`, publishedAt: '2026-11-20' }), context());
    expect(early.warnings.map(({ code }) => code)).toContain('newer-version-kept');
    await createRecordFailure(deps)({
      id: 'a',
      problem: { code: 'timeout', detail: 'It took too long.' },
      publishedAt: '9999-12-31',
      askedMs: Date.parse(publishedAt) - 1,
    });
    expect((await deps.store.getArticle('a'))?.status).toBe('completed');
  });

  test('an older version arriving late gets the newer result and replaces nothing', async () => {
    const { deps, translator } = setup();
    const process = createProcessArticle(deps);
    const first = await process(newer, context());
    const billed = translator.stats.billedCharacters;
    const late = await process(older, context());
    expect(late.source.text).toBe(first.source.text);
    expect(late.warnings.map(({ code }) => code)).toContain('newer-version-kept');
    expect(translator.stats.billedCharacters).toBe(billed);
    expect((await deps.store.getArticle('a'))?.publishedAt).toBe(newer.publishedAt);
  });

  test('without a newer result for its target it gets its own, which is not stored', async () => {
    const { deps } = setup();
    const process = createProcessArticle(deps);
    await process(newer, context());
    const late = await process({ ...older, target: 'de' }, context());
    expect(late.source.text).toContain('première version');
    expect(late.warnings.map(({ code }) => code)).toContain('newer-version-kept');
    expect((await deps.store.getArticle('a'))?.targets).toEqual(['en']);
  });

  test('a newer version replaces an older one', async () => {
    const { deps } = setup();
    const process = createProcessArticle(deps);
    await process(older, context());
    await process(newer, context());
    expect((await deps.store.getArticle('a'))?.publishedAt).toBe(newer.publishedAt);
  });
});
