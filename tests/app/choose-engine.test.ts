import { describe, expect, test } from 'vitest';
import { createAcceptArticle } from '../../shared/app/use-cases/accept-article.ts';
import { createGetArticle } from '../../shared/app/use-cases/get-article.ts';
import { createListArticles } from '../../shared/app/use-cases/list-articles.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createReadRefresh } from '../../shared/app/use-cases/read-refresh.ts';
import { createEstimateArticle } from '../../shared/app/use-cases/stages/estimate-article.ts';
import { createTranslateArticle } from '../../shared/app/use-cases/stages/translate-article.ts';
import { createListEngines } from '../../shared/app/engines/list-engines.ts';
import type { EngineName } from '../../shared/core/engine-names.ts';
import type { ArticleInput } from '../../shared/core/input.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import { severalEngines } from './support/several-engines.ts';
import { anotherProcess, context, input, setup, type SetupOptions, TEXT, TITLE } from './support/setup.ts';

/** A stage that allows two engines, with what it can do. */
function world(options: Parameters<typeof severalEngines>[0] & Pick<SetupOptions, 'detector'> = {}) {
  const { detector, ...ofEngines } = options;
  const own = severalEngines(ofEngines);
  const made = setup({ translator: own.translator, engines: own.engines, ...(detector && { detector }) });
  const { deps, clock } = made;
  const process = async (overrides: Partial<ArticleInput> = {}) => {
    clock.advance(1_000);
    return createProcessArticle(deps)(input({ id: 'ecole', ...overrides }), context());
  };
  const refresh = async (request: { target?: string; engine?: EngineName; keep?: string[] } = {}) =>
    process(await createReadRefresh(deps)({ id: 'ecole', target: 'en', ...request }));
  const get = (engine?: EngineName) => createGetArticle(deps)({ id: 'ecole', target: 'en', engine });
  const engineOf = async (article: Promise<unknown>) =>
    ((await article) as { translation: { engine: string } }).translation.engine;
  return { ...made, ...own, process, refresh, get, engineOf };
}

const notAllowed = { code: 'invalid-request', message: expect.stringContaining('it allows: amazon, local') };

describe('an engine that is chosen', () => {
  test('translates, is paid under its own price and has a key of its own in the memory', async () => {
    const { process, amazon, local } = world();
    const chosen = await process({ engine: 'local' });
    expect(chosen.translation).toMatchObject({ engine: 'phrase', quality: 'draft' });
    expect(chosen.pipelineVersion).toContain('phrase');
    expect(chosen.usage.billedCharacters).toBe(0);
    expect(amazon.stats.calls).toBe(0);
    const own = await process({ id: 'another' });
    expect(own.translation.engine).toBe('amazon-translate');
    expect(own.usage.billedCharacters).toBe(own.usage.characters);
    expect(Math.max(...local.stats.billedSentences.values(), ...amazon.stats.billedSentences.values())).toBe(1);
  });

  test('stays with the article over refreshes and changes of its text until another is named', async () => {
    const { process, refresh, engineOf } = world();
    expect(await engineOf(process())).toBe('amazon-translate');
    expect(await engineOf(refresh({ engine: 'local' }))).toBe('phrase');
    expect(await engineOf(process())).toBe('phrase');
    expect(await engineOf(refresh())).toBe('phrase');
    expect(await engineOf(refresh({ keep: ['Partager'] }))).toBe('phrase');
    expect(await engineOf(process({ text: `${TEXT} La gare rouvrira en juin.` }))).toBe('phrase');
    expect(await engineOf(process({ engine: 'amazon' }))).toBe('amazon-translate');
    expect(await engineOf(refresh())).toBe('amazon-translate');
  });

  test('makes the newest result also where it had made one before, for nothing; asked again it is the stored one', async () => {
    const { process, get, engineOf, amazon } = world();
    await process();
    await process({ engine: 'local' });
    expect(await engineOf(get())).toBe('phrase');
    const { billedCharacters } = amazon.stats;
    expect(await process({ engine: 'amazon' })).toMatchObject({ cached: false, usage: { billedCharacters: 0 } });
    expect(await engineOf(get())).toBe('amazon-translate');
    expect(await process({ engine: 'amazon' })).toMatchObject({ cached: true });
    expect(amazon.stats.billedCharacters).toBe(billedCharacters);
  });

  test('named as the one that the article has anyway is no reason to make it anew', async () => {
    const { process } = world();
    await process();
    expect(await process({ engine: 'amazon' })).toMatchObject({ cached: true });
  });

  test('leaves each its own result, which can be asked for', async () => {
    const { process, get, deps, engineOf } = world();
    await process({ engine: 'local' });
    await expect(get('amazon')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('amazon'),
    });
    await process({ engine: 'amazon' });
    expect(await engineOf(get('local'))).toBe('phrase');
    expect(await engineOf(get('amazon'))).toBe('amazon-translate');
    const list = async (engine?: EngineName) =>
      (await createListArticles(deps)({ limit: 5, engine })).articles.map(({ id }) => id);
    expect([await list(), await list('amazon'), await list('local')]).toEqual([['ecole'], ['ecole'], []]);
  });

  test('that was chosen gives way to the own one where it lacks the target or is allowed no more', async () => {
    const { process, refresh, engineOf, deps, local } = world();
    await process({ engine: 'local' });
    expect(await engineOf(refresh({ target: 'de' }))).toBe('amazon-translate');
    expect(await engineOf(process())).toBe('phrase');
    await expect(refresh({ target: 'de', engine: 'local' })).rejects.toMatchObject({ code: 'unsupported-language' });
    const one = { ...deps, engines: { ...deps.engines, allowed: ['amazon', 'openai'] as const } };
    const { translation } = await createProcessArticle(one)(input({ id: 'ecole' }), context());
    expect(translation.engine).toBe('amazon-translate');
    expect(Math.max(...local.stats.billedSentences.values())).toBe(1);
  });

  test('that cannot be opened fails the article, and nothing else', async () => {
    const { deps, process } = world();
    const open = async () => {
      throw new DepecheError('translator-unavailable', 'No model.');
    };
    const broken = { ...deps, engines: { ...deps.engines, open } };
    const attempt = createProcessArticle(broken)(input({ id: 'ecole', engine: 'local' }), context());
    await expect(attempt).rejects.toMatchObject({ code: 'translator-unavailable' });
    expect(await process()).toMatchObject({ status: 'completed' });
  });

  test('is kept for an article that is accepted for later, and decides which targets there are', async () => {
    const { process, deps, clock } = world();
    const queued: number[] = [];
    const accept = (overrides: Partial<ArticleInput>) => {
      clock.advance(1_000);
      return createAcceptArticle(deps)(input({ id: 'ecole', ...overrides }), async (_, askedMs) =>
        queued.push(askedMs),
      );
    };
    await process({ engine: 'local' });
    await accept({ refresh: true });
    expect((await deps.store.getArticle('ecole'))?.engine).toBe('local');
    await expect(accept({ engine: 'local', target: 'de' })).rejects.toMatchObject({ code: 'unsupported-language' });
    await expect(accept({ engine: 'openai' })).rejects.toMatchObject(notAllowed);
    expect(queued).toHaveLength(1);
    // What it had made before is not what was asked for now.
    await process({ engine: 'amazon' });
    await accept({ engine: 'local' });
    expect(await deps.store.getArticle('ecole')).toMatchObject({ status: 'processing', engine: 'amazon' });
  });

  test('is what an estimate is for, as the article would have it', async () => {
    const { process, deps } = world();
    const estimate = (overrides: Partial<ArticleInput> = {}) =>
      createEstimateArticle(deps)(input({ id: 'ecole', ...overrides }), context());
    expect(await estimate({ engine: 'local' })).toMatchObject({ engine: 'phrase', billedCharacters: 0 });
    await process({ engine: 'local' });
    expect(await estimate()).toMatchObject({ engine: 'phrase', cached: true });
    const other = await estimate({ engine: 'amazon' });
    expect(other).toMatchObject({ engine: 'amazon-translate', cached: false, billedCharacters: other.characters });
  });

  test('translates alone, each in its own flight', async () => {
    const { deps, amazon, local } = world();
    const translate = createTranslateArticle(deps);
    const both = await Promise.all([translate(input(), context()), translate(input({ engine: 'local' }), context())]);
    expect(both.map(({ translation }) => translation.engine)).toEqual(['amazon-translate', 'phrase']);
    expect([amazon.stats.calls, local.stats.calls]).toEqual([1, 1]);
  });
});

test('an engine that is not allowed is refused before any work, and what is allowed is named', async () => {
  const { deps, process, amazon, recorded } = world();
  const refused = { ...notAllowed, issues: [{ pointer: '/engine', detail: expect.stringContaining('amazon, local') }] };
  await expect(process({ engine: 'openai' })).rejects.toMatchObject(refused);
  for (const create of [createTranslateArticle, createEstimateArticle]) {
    await expect(create(deps)(input({ engine: 'bedrock' }), context())).rejects.toMatchObject(refused);
  }
  expect(amazon.stats.calls).toBe(0);
  expect(recorded).toContainEqual({ name: 'ArticlesFailed', value: 1 });
});

test('whoever took the id of a content first has not chosen the engine for it', async () => {
  const { deps, clock } = world();
  const probe = await createProcessArticle(deps)(input(), context());
  await deps.store.deleteArticle(probe.id);
  clock.advance(1_000);
  const squatter = input({ id: probe.id, text: 'Un tout autre texte est venu avant celui-ci.', engine: 'local' });
  expect((await createProcessArticle(deps)(squatter, context())).translation.engine).toBe('phrase');
  clock.advance(1_000);
  const rightful = await createProcessArticle(deps)(input(), context());
  expect([rightful.id, rightful.translation.engine]).toEqual([probe.id, 'amazon-translate']);
  expect((await deps.store.getArticle(probe.id))?.engine).toBeUndefined();
});

test('equal requests for a chosen engine on two machines buy each sentence once', async () => {
  const { deps, amazon } = world();
  await createProcessArticle(deps)(input({ id: 'ecole', engine: 'local' }), context());
  const flights = [createProcessArticle(deps), createProcessArticle(anotherProcess(deps))];
  await Promise.all(
    Array.from({ length: 20 }, (_, n) => flights[n % 2]?.(input({ id: 'ecole', engine: 'amazon' }), context())),
  );
  expect(amazon.stats.billedSentences.get(TITLE)).toBe(1);
  expect(Math.max(...amazon.stats.billedSentences.values())).toBe(1);
});

test('where one engine alone is allowed, a request costs no look at the record more', async () => {
  const { deps } = setup();
  let reads = 0;
  const getArticle = (id: string) => {
    reads += 1;
    return deps.store.getArticle(id);
  };
  const store = { ...deps.store, getArticle };
  const process = createProcessArticle({ ...deps, store });
  await process(input(), context());
  const before = reads;
  expect((await process(input(), context())).cached).toBe(true);
  expect(reads).toBe(before);
});

describe('the list of engines', () => {
  test('has what is allowed, the own one first, with the targets of each that tells them', async () => {
    const { deps, local } = world();
    const named = { name: 'amazon', isDefault: true, id: 'amazon-translate', quality: 'standard' };
    const free = { name: 'local', isDefault: false, id: 'phrase', quality: 'draft' };
    const list = (engine: object) => {
      const open = async () => ({ ...local, ...engine });
      return createListEngines({ ...deps, engines: { ...deps.engines, open } })();
    };
    expect(await list({})).toEqual([
      { ...named, targets: ['de', 'en', 'es'] },
      { ...free, targets: ['en'] },
    ]);
    const engine = { ...local.engine, model: 'fr-en' };
    const listTargets = async () => {
      throw new DepecheError('translator-unavailable', 'Not allowed to list.');
    };
    expect((await list({ engine, listTargets }))[1]).toEqual({ ...free, model: 'fr-en' });
  });

  test('is without an engine that cannot be opened, which the log tells; a defect is none of that', async () => {
    const { deps, logged } = world();
    const list = (error: Error) => {
      const open = async () => {
        throw error;
      };
      return createListEngines({ ...deps, engines: { ...deps.engines, open } })();
    };
    expect(await list(new DepecheError('translator-unavailable', 'No model.'))).toMatchObject([{ name: 'amazon' }]);
    expect(logged.at(-1)).toMatchObject({ level: 'warn', fields: { engine: 'local', code: 'translator-unavailable' } });
    await expect(list(new TypeError('defect'))).rejects.toThrow('defect');
  });
});
