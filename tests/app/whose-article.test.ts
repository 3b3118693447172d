import { describe, expect, test } from 'vitest';
import { createAcceptArticle } from '../../shared/app/use-cases/accept-article.ts';
import { createDeleteArticle } from '../../shared/app/use-cases/delete-article.ts';
import { createEstimateArticle } from '../../shared/app/use-cases/stages/estimate-article.ts';
import { createGetArticle, createGetSource } from '../../shared/app/use-cases/get-article.ts';
import { createListArticles } from '../../shared/app/use-cases/list-articles.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createRecordFailure } from '../../shared/app/use-cases/record-failure.ts';
import { context, input, setup, TEXT } from './support/setup.ts';

const CLEAN = TEXT.replaceAll("'", '’');
const OTHER = `${TEXT} Une phrase de plus change tout le contenu.`;
const queue = async () => {};
const conflict = { code: 'id-conflict', retryable: false };

/** What a text gets for an id where nothing is stored yet. */
async function idOf(text: string): Promise<string> {
  return (await createProcessArticle(setup().deps)(input({ text }), context())).id;
}

describe('an id that was made of a content', () => {
  test.each(['processed', 'accepted'])(
    'and was %s belongs to it: what states it for another is refused',
    async (how) => {
      const { deps, translator } = setup();
      const process = createProcessArticle(deps);
      const accept = createAcceptArticle(deps);
      const { id } = how === 'processed' ? await process(input(), context()) : await accept(input(), queue);
      expect(await deps.store.getArticle(id)).toMatchObject({ idIsDerived: true });
      const calls = translator.stats.calls;
      let isQueued = false;
      await expect(process(input({ id, text: OTHER }), context())).rejects.toMatchObject(conflict);
      const queueing = async () => {
        isQueued = true;
      };
      await expect(accept(input({ id, text: OTHER }), queueing)).rejects.toMatchObject(conflict);
      expect({ calls: translator.stats.calls, isQueued }).toEqual({ calls, isQueued: false });
      // Stated for the content that it was made of it is welcome, and still belongs to that.
      expect((await process(input({ id }), context())).source.text).toBe(CLEAN);
      expect(await deps.store.getArticle(id)).toMatchObject({ idIsDerived: true });
    },
  );

  test('is known by its content where an earlier release stored the record', async () => {
    const { deps } = setup();
    const process = createProcessArticle(deps);
    const { id } = await process(input(), context());
    await deps.store.changeArticle(id, (record) => record && { record: { ...record, idIsDerived: undefined } });
    await expect(process(input({ id, text: OTHER }), context())).rejects.toMatchObject(conflict);
  });

  test('gives way to that content, whatever was put there and dated however late', async () => {
    const id = await idOf(TEXT);
    for (const how of ['processed', 'accepted']) {
      const { deps } = setup();
      const process = createProcessArticle(deps);
      await process(input({ id, text: OTHER, publishedAt: '9999-12-31' }), context({ apiKeyId: 'squatter' }));
      const late = input({ publishedAt: '2020-01-01' });
      if (how === 'accepted') await createAcceptArticle(deps)(late, queue);
      const result = await process(late, context());
      expect(result).toMatchObject({ id, warnings: [], source: { text: CLEAN } });
      expect(await createGetArticle(deps)({ id, target: 'en' })).toMatchObject({ source: { text: CLEAN } });
      await expect(process(input({ id, text: OTHER }), context())).rejects.toMatchObject(conflict);
    }
  });

  test('is taken from under a work that began before its owner came', async () => {
    const id = await idOf(TEXT);
    const { deps } = setup();
    const process = createProcessArticle(deps);
    const store: typeof deps.store = {
      ...deps.store,
      completeResult: async (...given) => {
        await process(input({ target: 'de' }), context());
        return deps.store.completeResult(...given);
      },
    };
    const squatting = createProcessArticle({ ...deps, store })(input({ id, text: OTHER }), context());
    await expect(squatting).rejects.toMatchObject(conflict);
    expect(await createGetArticle(deps)({ id, target: 'de' })).toMatchObject({ source: { text: CLEAN } });
    await expect(createGetArticle(deps)({ id, target: 'en' })).rejects.toMatchObject({ code: 'not-found' });
    expect(await process(input(), context())).toMatchObject({ id, source: { text: CLEAN } });
  });

  test('is refused to nobody who states none: dirty copies that clean to one text are one article', async () => {
    const { deps } = setup();
    const process = createProcessArticle(deps);
    const first = await process(input(), context({ apiKeyId: 'a' }));
    const copy = await process(input({ text: `${TEXT}\n\nPartager sur Facebook` }), context({ apiKeyId: 'b' }));
    expect(copy).toMatchObject({ id: first.id, cached: true });
  });

  test('is not judged by its look: a caller may change what stands under an id of 32 hexadecimal digits', async () => {
    const { deps } = setup();
    const process = createProcessArticle(deps);
    const id = 'd41d8cd98f00b204e9800998ecf8427e';
    await process(input({ id }), context());
    expect((await process(input({ id, text: OTHER }), context())).source.text).toContain('change tout');
    expect(await deps.store.getArticle(id)).toMatchObject({ idIsDerived: false });
  });

  test('says nothing of the failure of what only states it', async () => {
    const { deps } = setup();
    const problem = { code: 'empty-article', detail: 'Nothing is left.' } as const;
    const { id } = await createAcceptArticle(deps)(input(), queue);
    const record = createRecordFailure(deps);
    expect(await record({ id, problem })).toBe(true);
    expect(await createGetArticle(deps)({ id, target: 'en' })).toMatchObject({ status: 'processing' });
    await record({ id, problem, idIsDerived: true });
    expect(await createGetArticle(deps)({ id, target: 'en' })).toMatchObject({ status: 'failed', problem });
  });
});

describe('address, date and author of one content', () => {
  const first = input({ id: 'a', url: 'https://example.org/a', publishedAt: '2026-11-20' });
  const changed = { ...first, url: 'https://elsewhere.example/b', publishedAt: '2030-01-01' };

  test.each([
    ['the key that brought it', 'owner', 'owner', true],
    ['the bus, the inbox', 'owner', undefined, true],
    ['another key', 'owner', 'other', false],
    ['a key, where the bus brought it', undefined, 'other', false],
  ])('are changed by %s: from %s by %s, %s', async (_, owner, apiKeyId, mayChange) => {
    const { deps, translator } = setup();
    const process = createProcessArticle(deps);
    const stored = await process(first, context({ apiKeyId: owner }));
    const calls = translator.stats.calls;
    const answer = await process(changed, context({ apiKeyId }));
    const expected = mayChange ? changed : first;
    expect(answer.source).toMatchObject({ url: expected.url, publishedAt: expected.publishedAt });
    if (!mayChange) expect(answer).toMatchObject({ cached: true, createdAt: stored.createdAt });
    // Asked anew, for another language or for later, it changes as little.
    const anew = await process({ ...changed, refresh: true }, context({ apiKeyId }));
    expect(anew).toMatchObject({ cached: false, source: { url: expected.url } });
    await createAcceptArticle(deps)({ ...changed, target: 'de' }, queue, { apiKeyId });
    expect((await createGetSource(deps)('a')).input).toMatchObject({ url: expected.url });
    expect(await deps.store.getArticle('a')).toMatchObject({
      publishedAt: expected.publishedAt,
      origin: { url: expected.url, ...(owner === undefined ? {} : { apiKeyId: owner }) },
    });
    expect(translator.stats.calls).toBe(calls);
  });

  test('are free where an earlier release stored the article, or the content is another', async () => {
    const { deps } = setup();
    const process = createProcessArticle(deps);
    await process(first, context({ apiKeyId: 'owner' }));
    await deps.store.changeArticle('a', (record) => record && { record: { ...record, origin: undefined } });
    expect((await process(changed, context({ apiKeyId: 'other' }))).source.url).toBe(changed.url);
    const next = { ...first, text: OTHER, publishedAt: new Date(deps.clock.nowMs()).toISOString() };
    await process(next, context({ apiKeyId: 'third' }));
    expect(await deps.store.getArticle('a')).toMatchObject({ origin: { apiKeyId: 'third', url: first.url } });
  });

  test('of another key do not keep it from a result that has to be made anew', async () => {
    const { deps } = setup();
    await createAcceptArticle(deps)(first, queue, { apiKeyId: 'owner' });
    const made = await createProcessArticle(deps)(changed, context({ apiKeyId: 'other' }));
    expect(made).toMatchObject({ cached: false, source: { url: first.url } });
  });

  test('say who wrote it, too', async () => {
    const author = { name: 'A. Plume' };
    const extract = async () => ({ text: TEXT, author: author.name });
    const { deps } = setup({ extractor: { extract } });
    const process = createProcessArticle(deps);
    const page = input({ text: undefined, html: '<p>…</p>' });
    await process(page, context({ apiKeyId: 'owner' }));
    author.name = 'B. Crayon';
    expect((await process(page, context({ apiKeyId: 'other' }))).source.author).toBe('A. Plume');
  });
});

describe('keys kept apart', () => {
  test('have articles of their own under the same id; bus, inbox and who has no key share theirs', async () => {
    const { deps, stores } = setup({ settings: { keepKeysApart: true } });
    const process = createProcessArticle(deps);
    const keys = ['key/1', 'key-2', undefined];
    for (const [at, apiKeyId] of keys.entries()) {
      const text = `${TEXT} La version numéro ${at + 1} est la bonne.`;
      await createAcceptArticle(deps)(input({ id: 'a', text }), queue, { apiKeyId });
      expect(await process(input({ id: 'a', text }), context({ apiKeyId }))).toMatchObject({ id: 'a', warnings: [] });
    }
    const get = createGetArticle(deps);
    const list = createListArticles(deps);
    for (const [at, apiKeyId] of keys.entries()) {
      const { source } = (await get({ id: 'a', target: 'en', apiKeyId })) as { source?: { text: string } } & object;
      expect(source?.text).toContain(`numéro ${at + 1}`);
      expect((await createGetSource(deps)('a', apiKeyId)).text).toContain(`numéro ${at + 1}`);
      expect((await list({ limit: 5, apiKeyId })).articles.map(({ id }) => id)).toEqual(['a']);
    }
    expect(
      await createEstimateArticle(deps)(input({ id: 'a', text: TEXT }), context({ apiKeyId: 'key-2' })),
    ).toMatchObject({ cached: false, id: 'a' });

    const problem = { code: 'timeout', detail: 'It took too long.' } as const;
    await createRecordFailure(deps)({ id: 'b', problem, apiKeyId: 'key-2' });
    expect(await get({ id: 'b', target: 'en', apiKeyId: 'key-2' })).toMatchObject({ id: 'b', status: 'failed' });
    await expect(get({ id: 'b', target: 'en' })).rejects.toMatchObject({ code: 'not-found' });

    const forget = createDeleteArticle({ ...deps, acceptedPrefix: 'inbox/accepted/' });
    await forget('a', 'key/1');
    await expect(get({ id: 'a', target: 'en', apiKeyId: 'key/1' })).rejects.toMatchObject({ code: 'not-found' });
    expect(await get({ id: 'a', target: 'en', apiKeyId: 'key-2' })).toMatchObject({ status: 'completed' });
    expect(await stores.articles.getArticle('a')).toMatchObject({ id: 'a', status: 'completed' });
  });

  test('have derived ids of their own as well', async () => {
    const { deps } = setup({ settings: { keepKeysApart: true } });
    const process = createProcessArticle(deps);
    const { id } = await process(input(), context({ apiKeyId: 'key-1' }));
    const refused = process(input({ id, text: OTHER }), context({ apiKeyId: 'key-1' }));
    await expect(refused).rejects.toMatchObject(conflict);
    expect(await process(input({ id, text: OTHER }), context({ apiKeyId: 'key-2' }))).toMatchObject({ id });
    expect(await process(input(), context({ apiKeyId: 'key-2' }))).toMatchObject({ id, source: { text: CLEAN } });
  });
});
