import { describe, expect, test } from 'vitest';
import { createAcceptArticle } from '../../shared/app/use-cases/accept-article.ts';
import { createGetArticle } from '../../shared/app/use-cases/get-article.ts';
import { createProcessArticle } from '../../shared/app/use-cases/process-article.ts';
import { createReadRefresh } from '../../shared/app/use-cases/read-refresh.ts';
import { createCleanArticle } from '../../shared/app/use-cases/stages/clean-article.ts';
import type { RequestContext } from '../../shared/app/work/request-context.ts';
import type { ArticleInput } from '../../shared/core/input.ts';
import type { ArticleResult } from '../../shared/core/result.ts';
import { normalizeSentence } from '../../shared/core/normalize/normalize-sentence.ts';
import { translateArtificially } from '../support/artificial-translation.ts';
import { context, input, lengthOf, type SetupOptions, setup, TEXT } from './support/setup.ts';

const SHARE = 'Partager sur Facebook';
const LETTER = 'Abonnez-vous à notre newsletter';
const DIRTY = `${TEXT}\n\n${SHARE}\n\n${LETTER}`;

function world(options?: SetupOptions) {
  const made = setup(options);
  const { deps, clock } = made;
  const process = createProcessArticle(deps);
  const readRefresh = createReadRefresh(deps);
  const refresh = async (id: string, keep?: readonly string[], more: Partial<RequestContext> = {}) => {
    clock.advance(1_000);
    const asked = await readRefresh({ id, target: 'en', keep });
    return process(asked, context({ askedMs: clock.nowMs(), ...more }));
  };
  return { ...made, process, refresh, get: createGetArticle(deps) };
}

const dirty = (overrides: Partial<ArticleInput> = {}) => input({ text: DIRTY, ...overrides });
const removedBy = ({ cleaning }: ArticleResult) => cleaning.removed.map(({ text }) => text);

describe('a removal that is restored', () => {
  test('stands in the article under its address and in its place, and is all that is billed', async () => {
    const { process, refresh, get, deps, translator, clock } = world();
    const first = await process(dirty(), context());
    clock.advance(1_000);
    await process(input({ id: 'later', text: `${TEXT}\n\nUne autre fin.` }), context());
    expect(removedBy(first)).toEqual([SHARE, LETTER]);
    const before = translator.stats.billedCharacters;
    const restored = await refresh(first.id, [SHARE]);

    expect(restored).toMatchObject({ id: first.id, cached: false });
    expect(restored.source.text).toBe(`${first.source.text}\n\n${SHARE}`);
    expect(removedBy(restored)).toEqual([LETTER]);
    expect(restored.usage.billedCharacters).toBe(lengthOf(SHARE));
    expect(translator.stats.billedCharacters - before).toBe(lengthOf(SHARE));
    expect(await get({ id: first.id, target: 'en' })).toMatchObject({ source: { text: restored.source.text } });
    const { articles } = await deps.store.listArticles({ limit: 5 });
    expect(articles).toMatchObject([{ id: 'later' }, { id: first.id, createdAt: first.createdAt }]);
  });

  test('stays in later refreshes, in every language, until something else is to be kept', async () => {
    const { process, refresh, deps } = world();
    const { id } = await process(dirty(), context());
    await refresh(id, [SHARE]);
    expect((await deps.store.getSource(id))?.input.keep).toEqual([SHARE]);
    expect(removedBy(await refresh(id))).toEqual([LETTER]);
    const german = await createReadRefresh(deps)({ id, target: 'de' });
    expect(removedBy(await process(german, context()))).toEqual([LETTER]);
    expect(removedBy(await refresh(id, [LETTER]))).toEqual([SHARE]);
    expect((await deps.store.getSource(id))?.input.keep).toEqual([LETTER]);
    expect(removedBy(await refresh(id, []))).toEqual([SHARE, LETTER]);
  });

  test('leaves the marks of the stored source where they belong', async () => {
    const { process, refresh, deps } = world();
    const { id } = await process(dirty(), context());
    await refresh(id, [SHARE]);
    const { text, marks } = (await deps.store.getSource(id)) ?? { text: '', marks: [] };
    const taken = marks.filter(({ kind }) => kind === 'removed').map(({ start, end }) => text.slice(start, end).trim());
    expect(taken).toEqual([LETTER]);
  });

  test('is asked for in any order and spacing, and answered from the table the second time', async () => {
    const { process, translator } = world();
    const first = await process(dirty({ keep: [SHARE, LETTER] }), context());
    const calls = translator.stats.calls;
    const keep = [` ${LETTER.replace(' ', '\n')}`, SHARE, SHARE];
    expect(await process(dirty({ keep }), context())).toMatchObject({ id: first.id, cached: true });
    expect(translator.stats.calls).toBe(calls);
  });

  test('is not a new version of the article: a version published between stays the one on record', async () => {
    const { process, refresh, get } = world();
    const published = { id: 'wire', publishedAt: '2026-11-20T08:00:00Z' };
    await process(dirty(published), context());
    const restored = await refresh('wire', [SHARE]);
    expect(restored.warnings).toEqual([]);
    const newer = await process(
      input({ id: 'wire', text: `${TEXT}\n\nUne suite.`, publishedAt: '2026-11-21T08:00:00Z' }),
      context(),
    );
    expect(await process(dirty({ ...published, keep: [SHARE] }), context())).toMatchObject({
      source: newer.source,
      warnings: [{ code: 'newer-version-kept' }],
    });
    expect(await get({ id: 'wire', target: 'en' })).toMatchObject({ source: newer.source });
  });

  test('buys no sentence again that the gate refused; a refresh without `keep` does', async () => {
    const refused = normalizeSentence('Il coûtera 4 millions d’euros à la commune.');
    const { process, refresh, translator } = world({
      engine: {
        translateSentence: (sentence, target) => (sentence === refused ? '' : translateArtificially(sentence, target)),
      },
    });
    const { id } = await process(dirty(), context());
    const before = translator.stats.billedSentences.get(refused);
    const restored = await refresh(id, [SHARE]);
    expect(restored.usage.billedCharacters).toBe(lengthOf(SHARE));
    expect(translator.stats.billedSentences.get(refused)).toBe(before);
    await refresh(id);
    expect(translator.stats.billedSentences.get(refused)).toBeGreaterThan(before ?? 0);
  });

  test('waits for its turn as being worked on, with its source', async () => {
    const { process, deps } = world();
    const { id } = await process(dirty(), context());
    const asked = await createReadRefresh(deps)({ id, target: 'en', keep: [SHARE] });
    await createAcceptArticle(deps)(asked, async () => {});
    expect((await deps.store.getSource(id))?.input.keep).toEqual([SHARE]);
    expect(removedBy(await process(asked, context()))).toEqual([LETTER]);
    expect(await deps.store.getArticle(id)).toMatchObject({ status: 'completed', targets: ['en'] });
  });

  test('can be all that there is', async () => {
    const { process, refresh } = world();
    const only = { id: undefined, title: undefined, text: SHARE };
    await expect(process(input(only), context())).rejects.toMatchObject({ code: 'empty-article' });
    const kept = await process(input({ ...only, keep: [SHARE] }), context());
    const other = await process(input({ text: LETTER, title: undefined, keep: [LETTER] }), context());
    expect(kept.source.text).toBe(SHARE);
    expect(other.id).not.toBe(kept.id);
    expect((await refresh(kept.id)).id).toBe(kept.id);
  });
});

test('the places of removals are places in the stored source, whichever text of that content came last', async () => {
  const { process, deps } = world();
  await process(dirty({ id: 'a' }), context());
  const { cleaning } = await process(dirty({ id: 'a', target: 'de', text: `${LETTER}\n\n${DIRTY}` }), context());
  const { text } = (await deps.store.getSource('a')) ?? { text: '' };
  const places = cleaning.removed.map(({ start = 0, text: { length } }) => text.slice(start, start + length));
  expect(places).toEqual([LETTER, SHARE, LETTER]);
});

test('a stretch that stands nowhere is told of', async () => {
  const { deps } = setup();
  const clean = createCleanArticle(deps);
  const { warnings } = await clean(dirty({ keep: ['Partagez', SHARE] }), context());
  expect(warnings).toEqual([
    { code: 'keep-not-found', detail: 'Stretches to keep that stand nowhere in the article: 1; look for a slip.' },
  ]);
  expect((await clean(dirty({ keep: [SHARE, 'la construction'] }), context())).warnings).toEqual([]);
});

test('a refresh keeps the id that was made of the content, also when today’s rules would make another', async () => {
  const { process, refresh, deps } = world();
  const { id } = await process(dirty(), context());
  // As an older rule would have cleaned it.
  await deps.store.changeArticle(id, (record) => record && { record: { ...record, contentHash: 'of-an-older-rule' } });
  expect(await refresh(id, [SHARE])).toMatchObject({
    id,
    cached: false,
    source: { text: expect.stringContaining(SHARE) },
  });
  expect(await deps.store.getArticle(id)).toMatchObject({ idIsDerived: true });
});

test('keys that are kept apart refresh each their own', async () => {
  const { process, deps, clock } = world({ settings: { keepKeysApart: true } });
  const readRefresh = createReadRefresh(deps);
  await process(dirty({ id: 'a' }), context({ apiKeyId: 'one' }));
  await expect(readRefresh({ id: 'a', target: 'en', apiKeyId: 'two' })).rejects.toMatchObject({ code: 'not-found' });
  clock.advance(1_000);
  const asked = await readRefresh({ id: 'a', target: 'en', keep: [SHARE], apiKeyId: 'one' });
  expect(removedBy(await process(asked, context({ apiKeyId: 'one' })))).toEqual([LETTER]);
});

test('a refresh of nothing is refused', async () => {
  await expect(createReadRefresh(setup().deps)({ id: 'gone', target: 'en' })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('a result that was stored without its content hash is told by its source', async () => {
  const { process, refresh, get, deps } = world();
  const first = await process(dirty(), context());
  // As the first release stored it.
  const complete = deps.store.completeResult;
  deps.store.completeResult = ({ contentHash: _, ...stored }, change, lease) => complete(stored, change, lease);
  const again = await refresh(first.id);
  expect(await get({ id: first.id, target: 'en' })).toMatchObject({ createdAt: again.createdAt });
});
