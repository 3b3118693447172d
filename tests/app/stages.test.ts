import { describe, expect, test } from 'vitest';
import { createAcceptArticle } from '../../shared/app/use-cases/accept-article.ts';
import { createCleanArticle } from '../../shared/app/use-cases/stages/clean-article.ts';
import { createEstimateArticle } from '../../shared/app/use-cases/stages/estimate-article.ts';
import { createDeleteArticle } from '../../shared/app/use-cases/delete-article.ts';
import { createGetArticle, createGetSource } from '../../shared/app/use-cases/get-article.ts';
import { createListArticles } from '../../shared/app/use-cases/list-articles.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createRecordFailure } from '../../shared/app/use-cases/record-failure.ts';
import { createSummarizeArticle } from '../../shared/app/use-cases/stages/summarize-article.ts';
import { createTranslateArticle } from '../../shared/app/use-cases/stages/translate-article.ts';
import type { ArticleResult } from '../../shared/core/result.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { context, input, setup, TEXT } from './support/setup.ts';

const DAY_MS = 86_400_000;

const found = (language: string | undefined, reliable: boolean) => ({ detect: async () => ({ language, reliable }) });

describe('preparing', () => {
  test('takes the article out of a page; what the caller states goes first', async () => {
    const page = { text: TEXT, title: 'Titre de la page du journal', author: 'A. Plume', publishedAt: '2026-11-01' };
    const { deps } = setup({ extractor: { extract: async () => page } });
    const html = { text: undefined, html: '<p>…</p>' };
    const process = createProcessArticle(deps);
    const plain = await process(input({ ...html, title: undefined }), context());
    expect(plain.source).toMatchObject({ title: page.title, author: 'A. Plume', publishedAt: '2026-11-01' });
    const stated = await process(input({ ...html, publishedAt: '2026-11-02' }), context());
    expect(stated.source).toMatchObject({ title: input().title, publishedAt: '2026-11-02' });
  });

  test('refuses what is empty after cleaning, and what is surely not French', async () => {
    const { deps, sumOf } = setup();
    for (const text of [' \n ', undefined]) {
      const attempt = createProcessArticle(deps)(input({ title: undefined, text }), context());
      await expect(attempt).rejects.toMatchObject({ code: 'empty-article' });
    }
    expect(sumOf('ArticlesFailed')).toBe(2);
    const clean = createCleanArticle({ ...deps, detector: found('de', true) });
    await expect(clean(input(), context())).rejects.toMatchObject({
      code: 'unsupported-language',
      detectedLanguage: 'de',
    });
  });

  test('warns when the language is uncertain, and leaves `auto` to the engine', async () => {
    const { deps } = setup();
    const clean = createCleanArticle({ ...deps, detector: found(undefined, false) });
    expect((await clean(input(), context())).warnings.map(({ code }) => code)).toEqual(['language-uncertain']);
    expect(await clean(input({ source: 'auto' }), context())).toMatchObject({ language: 'fr', warnings: [] });
    const german = createCleanArticle({ ...deps, detector: found('de', true) });
    expect(await german(input({ source: 'auto' }), context())).toMatchObject({ language: 'de' });
  });
});

describe('an engine that reads French alone', () => {
  const foreign = () => {
    const { deps, translator } = setup({ engine: { readsOnlyFrench: true } });
    return { deps: { ...deps, detector: found('de', true) }, translator };
  };

  test('is sent nothing that is surely in another language, with `auto` neither, on any way in', async () => {
    const { deps, translator } = foreign();
    const refusal = {
      code: 'unsupported-language',
      detectedLanguage: 'de',
      message: expect.stringContaining('memory'),
    };
    const queue = async () => {
      throw new Error('Taken on.');
    };
    const attempts = [
      createProcessArticle(deps)(input({ source: 'auto' }), context()),
      createTranslateArticle(deps)(input({ source: 'auto' }), context()),
      createEstimateArticle(deps)(input({ source: 'auto' }), context()),
      createAcceptArticle(deps)(input({ source: 'auto' }), queue),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject(refusal);
    expect(translator.stats.calls).toBe(0);
  });

  test('stands in for another neither over budget nor for what the gate refuses it', async () => {
    const local = createMemoryTranslator({
      readsOnlyFrench: true,
      engine: { id: 'phrase', usdPerMillionCharacters: 0 },
    });
    const standing = { overBudgetTranslator: local, fallbackTranslator: local };
    const spent = setup({ settings: { monthlyCharacterBudget: 1, overBudget: 'local' }, ...standing });
    const attempt = createProcessArticle({ ...spent.deps, detector: found('de', true) })(
      input({ source: 'auto' }),
      context(),
    );
    await expect(attempt).rejects.toMatchObject({ code: 'budget-exhausted' });
    const lossy = setup({ engine: { translateSentence: () => '' }, ...standing });
    const german = { ...lossy.deps, detector: found('de', true) };
    expect(await createEstimateArticle(german)(input({ source: 'auto' }), context())).toMatchObject({
      engine: 'memory',
    });
    const result = await createProcessArticle(german)(input({ source: 'auto' }), context());
    expect(result.sentences.map(({ issues }) => issues)).toEqual(result.sentences.map(() => ['empty']));
    expect(local.stats.calls).toBe(0);
    const reader = createMemoryTranslator({ engine: { id: 'reader' } });
    const mended = setup({ engine: { translateSentence: () => '' }, fallbackTranslator: reader });
    const other = { ...mended.deps, detector: found('de', true) };
    const { sentences } = await createProcessArticle(other)(input({ source: 'auto' }), context());
    expect(sentences.map(({ engine }) => engine)).toEqual(sentences.map(() => 'reader'));
  });

  test('takes with `auto` what is in French, or may be', async () => {
    const { deps } = setup({ engine: { readsOnlyFrench: true } });
    for (const detector of [found('fr', true), found('it', false)]) {
      const result = await createProcessArticle({ ...deps, detector })(input({ source: 'auto' }), context());
      expect(result.status).toBe('completed');
    }
  });
});

describe('one stage alone', () => {
  test('cleaning tells what it did and calls nothing', async () => {
    const { deps, translator } = setup();
    const result = await createCleanArticle(deps)(input({ text: `${TEXT}\n\nPartager sur Facebook` }), context());
    expect(result.original).toContain('Partager');
    expect(result.text).not.toContain('Partager');
    expect(result.cleaning.removed).toHaveLength(1);
    expect(translator.stats.calls).toBe(0);
  });

  test('summarising picks sentences', async () => {
    const { deps } = setup();
    const { summary } = await createSummarizeArticle(deps)(input(), context());
    expect(summary).toMatchObject({ method: 'extractive' });
    expect(summary.source).toHaveLength(2);
  });

  test('translating is paid for once, also by equal requests at a time', async () => {
    const { deps, translator } = setup();
    const translate = createTranslateArticle(deps);
    const [first, second] = await Promise.all([translate(input(), context()), translate(input(), context())]);
    expect(first.usage.billedCharacters).toBe(translator.stats.billedCharacters);
    expect(second).toMatchObject({ sentences: first.sentences, usage: { billedCharacters: 0 } });
  });
});

describe('an article on record', () => {
  const queue = async () => {};

  test('is accepted, processed, found, listed and forgotten', async () => {
    const { deps } = setup();
    const get = createGetArticle(deps);
    const accepted = await createAcceptArticle(deps)(input({ publishedAt: '2026-11-20' }), queue);
    const { id } = accepted;
    expect(accepted).toMatchObject({ status: 'processing' });
    expect(await get({ id, target: 'en' })).toMatchObject({ id, status: 'processing' });
    const result = await createProcessArticle(deps)(input({ publishedAt: '2026-11-20' }), context());
    expect(await get({ id, target: 'en' })).toEqual({ ...result, cached: true });
    expect((await createGetSource(deps)(id)).text).toBe(TEXT);
    await createAcceptArticle(deps)(input(), queue);
    expect(await get({ id, target: 'en' })).toMatchObject({ status: 'completed' });
    expect((await createListArticles(deps)({ limit: 5 })).articles).toMatchObject([{ id, targets: ['en'] }]);

    const forget = createDeleteArticle({ ...deps, acceptedPrefix: 'inbox/accepted/' });
    await forget(id);
    const attempts = [() => forget(id), () => get({ id, target: 'en' }), () => createGetSource(deps)(id)];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  test('stays completed when it is accepted again, until it has another text', async () => {
    const { deps } = setup();
    const accept = createAcceptArticle(deps);
    const list = async () => (await createListArticles(deps)({ limit: 5 })).articles;
    await createProcessArticle(deps)(input({ id: 'a' }), context());
    await accept(input({ id: 'a' }), queue);
    expect(await list()).toMatchObject([{ id: 'a', status: 'completed', targets: ['en'] }]);
    await accept(input({ id: 'a', text: `${TEXT} Le vote a eu lieu à bulletin secret.` }), queue);
    expect(await list()).toMatchObject([{ id: 'a', status: 'processing', targets: [] }]);
  });

  test('is a draft on record until the newest translation is none, in each language, for this content', async () => {
    const engine = { quality: 'draft', usdPerMillionCharacters: 0 } as const;
    const { deps } = setup({ engine: { engine } });
    const better = { ...deps, translator: createMemoryTranslator({ engine: { version: '2' } }) };
    const list = async (quality: 'draft' | 'standard') => {
      const { articles } = await createListArticles(deps)({ limit: 5, quality });
      return articles.map(({ translations = [] }) => translations.map((made) => `${made.target} ${made.quality}`));
    };
    for (const target of ['es', 'en']) await createProcessArticle(deps)(input({ id: 'a', target }), context());
    expect(await list('draft')).toEqual([['en draft', 'es draft']]);
    expect(await list('standard')).toEqual([]);

    await createProcessArticle(better)(input({ id: 'a' }), context());
    expect(await list('draft')).toEqual([['en standard', 'es draft']]);
    expect(await list('standard')).toEqual([['en standard', 'es draft']]);
    await createAcceptArticle(deps)(input({ id: 'a', target: 'de' }), queue);
    expect(await list('draft')).toEqual([['en standard', 'es draft']]);

    await createProcessArticle(better)(input({ id: 'a', target: 'es' }), context());
    expect(await list('draft')).toEqual([]);
    await createAcceptArticle(better)(input({ id: 'a', text: `${TEXT} Le vote était secret.` }), queue);
    expect(await list('standard')).toEqual([]);
  });

  test('keeps its address over an upgrade, and while two versions serve one table', async () => {
    const { deps } = setup();
    const upgraded = { ...deps, translator: createMemoryTranslator({ engine: { version: '2' } }) };
    const first = await createProcessArticle(deps)(input({ id: 'a' }), context());
    for (const world of [deps, upgraded]) {
      expect(await createGetArticle(world)({ id: 'a', target: 'en' })).toEqual({ ...first, cached: true });
      await expect(createGetArticle(world)({ id: 'a', target: 'de' })).rejects.toMatchObject({ code: 'not-found' });
    }
    await deps.clock.sleep(1_000);
    const second = await createProcessArticle(upgraded)(input({ id: 'a' }), context());
    expect(second.pipelineVersion).not.toBe(first.pipelineVersion);
    for (const world of [deps, upgraded]) {
      const get = createGetArticle(world);
      expect(await get({ id: 'a', target: 'en' })).toEqual({ ...second, cached: true });
      const { pipelineVersion } = first;
      expect(await get({ id: 'a', target: 'en', pipelineVersion })).toEqual({ ...first, cached: true });
    }
    await createProcessArticle(deps)(input({ id: 'a', text: `${TEXT} Le vote était secret.` }), context());
    for (const world of [deps, upgraded]) {
      const { source } = (await createGetArticle(world)({ id: 'a', target: 'en' })) as ArticleResult;
      expect(source.text).toContain('secret');
    }
  });

  test('keeps its source as long as a renewed result, without storing it each time', async () => {
    const { deps } = setup();
    let sources = 0;
    const store: typeof deps.store = {
      ...deps.store,
      completeResult: (stored, change, lease) =>
        deps.store.completeResult(
          stored,
          (...seen) => {
            const changed = change(...seen);
            sources += changed.source ? 1 : 0;
            return changed;
          },
          lease,
        ),
    };
    const process = createProcessArticle({ ...deps, store });
    const renew = () => process(input({ id: 'a', refresh: true }), context());
    await renew();
    await renew();
    await process(input({ id: 'a', target: 'de' }), context());
    expect(sources).toBe(1);
    await deps.clock.sleep(29 * DAY_MS);
    await renew();
    expect(sources).toBe(2);
    await deps.clock.sleep(29 * DAY_MS);
    expect((await createGetSource(deps)('a')).text).toBe(TEXT);
  });

  test('ends with its results, also when it was accepted once more; one that is to be made again lives on', async () => {
    const { deps } = setup();
    const process = createProcessArticle(deps);
    for (const id of ['same', 'other-target', 'again']) await process(input({ id }), context());
    await deps.clock.sleep(10 * DAY_MS);
    await process(input({ id: 'other-target', target: 'de' }), context());
    await deps.clock.sleep(15 * DAY_MS);
    for (const id of ['same', 'other-target', 'again']) {
      await createAcceptArticle(deps)(input({ id, refresh: id === 'again' }), queue);
    }
    const sourceOf = (id: string) => createGetSource(deps)(id);
    await deps.clock.sleep(5 * DAY_MS - 1);
    expect(await createGetArticle(deps)({ id: 'same', target: 'en' })).toMatchObject({ status: 'completed' });
    expect((await sourceOf('same')).text).toBe(TEXT);
    await deps.clock.sleep(1);
    await expect(sourceOf('same')).rejects.toMatchObject({ code: 'not-found' });
    expect((await createListArticles(deps)({ limit: 9 })).articles.map(({ id }) => id).sort()).toEqual([
      'again',
      'other-target',
    ]);
    expect((await sourceOf('other-target')).text).toBe(TEXT);
    expect((await sourceOf('again')).text).toBe(TEXT);
    await deps.clock.sleep(10 * DAY_MS);
    await expect(sourceOf('other-target')).rejects.toMatchObject({ code: 'not-found' });
    expect((await sourceOf('again')).text).toBe(TEXT);
  });

  test('ends with the result that it comes back to, whatever was accepted between', async () => {
    const { deps } = setup();
    await createProcessArticle(deps)(input({ id: 'a' }), context());
    await deps.clock.sleep(20 * DAY_MS);
    await createAcceptArticle(deps)(input({ id: 'a', text: `${TEXT} Le vote était secret.` }), queue);
    await createAcceptArticle(deps)(input({ id: 'a' }), queue);
    await deps.clock.sleep(10 * DAY_MS - 1);
    expect(await createGetArticle(deps)({ id: 'a', target: 'en' })).toMatchObject({ status: 'completed' });
    await deps.clock.sleep(1);
    await expect(createGetSource(deps)('a')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('says why it failed; an older version says nothing about a newer one', async () => {
    const { deps } = setup();
    const get = createGetArticle(deps);
    const record = createRecordFailure(deps);
    const problem = { code: 'translation-failed', detail: 'The engine refused it.' } as const;
    await record({ id: 'x', problem });
    expect(await get({ id: 'x', target: 'en' })).toMatchObject({ status: 'failed', problem });

    await createAcceptArticle(deps)(input({ id: 'z' }), queue);
    await record({ id: 'z', problem });
    expect(await get({ id: 'z', target: 'en' })).toMatchObject({ status: 'failed', title: input().title });

    const newer = input({ id: 'y', publishedAt: '2026-11-22' });
    await createAcceptArticle(deps)(newer, queue);
    await record({ id: 'y', problem, publishedAt: '2026-11-21' });
    await createAcceptArticle(deps)(
      {
        ...newer,
        publishedAt: '2026-11-21',
        text: `${TEXT} Une version antérieure du texte.`,
      },
      queue,
    );
    expect(await get({ id: 'y', target: 'en' })).toMatchObject({ status: 'processing' });
    expect((await createGetSource(deps)('y')).text).toBe(TEXT);
    await record({ id: 'y', problem, publishedAt: '2026-11-22' });
    expect(await get({ id: 'y', target: 'en' })).toMatchObject({ status: 'failed' });
  });
});
