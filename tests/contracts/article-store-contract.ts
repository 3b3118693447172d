import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ArticleRecord, ArticleStore } from '../../shared/ports/stores/article-store.ts';
import type { Lease, LeaseHolder, LeaseStore } from '../../shared/ports/stores/lease-store.ts';
import { anyCharacters } from '../support/any-characters.ts';
import { runs } from '../support/runs.ts';
import { takeLease } from '../support/take-lease.ts';
import type { ResultKey } from '../../shared/ports/stores/result-key.ts';
import { buildRecord, buildResult, buildSource, putArticle } from '../support/dynamodb/build-article.ts';
import type { ManualClock } from '../support/dynamodb/manual-clock.ts';

export interface ArticleStoreSetup {
  articles: ArticleStore;
  leases: LeaseStore;
  clock: ManualClock;
}

const DAY_MS = 86_400_000;
const LEASE_MS = 60_000;
const KEY: ResultKey = { id: 'a', target: 'en', pipelineVersion: 'v1' };

const anyOne = () => true;

/** What every ArticleStore does. `setUp` gives stores that hold nothing yet. */
export function describeArticleStore(name: string, setUp: () => ArticleStoreSetup | Promise<ArticleStoreSetup>): void {
  describe(`${name} as ArticleStore`, () => {
    let articles: ArticleStore;
    let leases: LeaseStore;
    let clock: ManualClock;

    beforeEach(async () => {
      ({ articles, leases, clock } = await setUp());
    });

    const acquire = (key: ResultKey = KEY, owner = 'worker-1', abandoned?: LeaseHolder) =>
      takeLease(leases, key, owner, { nowMs: clock.nowMs(), abandoned });
    const complete = async (key: ResultKey = KEY, text?: string) =>
      articles.completeResult(
        buildResult(key, clock.nowMs(), text),
        () => ({ record: buildRecord(clock.nowMs(), { id: key.id, status: 'completed', targets: [key.target] }) }),
        await acquire(key),
      );

    test('what was never stored is not there', async () => {
      expect(await articles.getArticle('nobody')).toBeUndefined();
      expect(await articles.getSource('nobody')).toBeUndefined();
      expect(await articles.getResult(KEY)).toBeUndefined();
      expect(await articles.getArticleWithResult(KEY, anyOne)).toEqual({ record: undefined, stored: undefined });
      expect(await articles.listArticles({ limit: 5 })).toEqual({ articles: [] });
      expect(await articles.deleteArticle('nobody')).toBe(false);
    });

    test('a record and its source are read back; a record alone leaves the source', async () => {
      const source = buildSource('Le texte, tel que reçu.');
      await putArticle(articles, buildRecord(clock.nowMs()), source);
      const failed = buildRecord(clock.nowMs(), {
        status: 'failed',
        problem: { code: 'timeout', detail: 'Too late.' },
      });
      await putArticle(articles, failed);
      expect(await articles.getArticle('a')).toEqual(failed);
      expect(await articles.getSource('a')).toEqual(source);
    });

    test('a new source replaces the old one', async () => {
      await putArticle(articles, buildRecord(clock.nowMs()), buildSource('Première version.'));
      await putArticle(articles, buildRecord(clock.nowMs()), buildSource('Deuxième version.'));
      expect((await articles.getSource('a'))?.text).toBe('Deuxième version.');
    });

    test('ids that look alike, are odd or very long stay apart', async () => {
      const ids = [
        'a',
        'A',
        'a#',
        '"a"',
        'a"#"en',
        '../a',
        '__proto__',
        'é',
        'e\u0301',
        '\ud83d',
        '\ud83d\ude00',
        ' ',
        'x'.repeat(5_000),
      ];
      for (const id of ids)
        await putArticle(articles, buildRecord(clock.nowMs(), { id, title: `titre de ${id}` }), buildSource(id));
      for (const id of ids) {
        expect((await articles.getArticle(id))?.title).toBe(`titre de ${id}`);
        expect((await articles.getSource(id))?.text).toBe(id);
      }
    });

    test('results of other targets and pipeline versions stay apart, even with odd names', async () => {
      const keys = ['v1', 'v2', 'v1#"x', '"'].flatMap((pipelineVersion) =>
        ['en', 'en#"v1"'].map((target) => ({ id: 'a', target, pipelineVersion })),
      );
      for (const key of keys) expect(await complete(key, JSON.stringify(key))).toBe(true);
      for (const key of keys) {
        expect((await articles.getResult(key))?.result.translation.text).toBe(JSON.stringify(key));
      }
    });

    test('an article and one of its results are read together, also when only one is there', async () => {
      const record = buildRecord(clock.nowMs());
      await putArticle(articles, record);
      expect(await articles.getArticleWithResult(KEY, anyOne)).toEqual({ record, stored: undefined });
      await complete();
      expect(await articles.getArticleWithResult(KEY, anyOne)).toEqual({
        record: await articles.getArticle('a'),
        stored: await articles.getResult(KEY),
      });
      expect((await articles.getArticleWithResult({ ...KEY, target: 'de' }, anyOne)).stored).toBeUndefined();
      clock.advance(365 * DAY_MS);
      expect(await articles.getArticleWithResult(KEY, anyOne)).toEqual({ record: undefined, stored: undefined });
    });

    test('without a version, the newest result that fits is read, whichever version made it', async () => {
      const newest = async (target = 'en', fits: (version: string) => boolean = () => true) => {
        const query = { id: 'a', target };
        const { stored } = await articles.getArticleWithResult(query, ({ result }) => fits(result.pipelineVersion));
        return stored?.result.pipelineVersion;
      };
      await complete({ ...KEY, pipelineVersion: 'v2' });
      clock.advance(DAY_MS);
      await complete({ ...KEY, pipelineVersion: 'v9' });
      clock.advance(DAY_MS);
      await complete({ ...KEY, pipelineVersion: 'v10' });
      await complete({ ...KEY, target: 'de', pipelineVersion: 'v11' });
      expect(await newest()).toBe('v10');
      expect(await newest('de')).toBe('v11');
      expect(await newest('fi')).toBeUndefined();
      expect(await newest('en', (version) => version !== 'v10')).toBe('v9');
      clock.advance(28.5 * DAY_MS);
      expect(await newest('en', (version) => version === 'v2')).toBeUndefined();
      expect(await newest()).toBe('v10');
    });

    test('a source is shown as long as its record lives, and no longer', async () => {
      const expiresAt = new Date(clock.nowMs() + 10 * DAY_MS).toISOString();
      const sourceExpiresAt = new Date(clock.nowMs() + 11 * DAY_MS).toISOString();
      await putArticle(articles, buildRecord(clock.nowMs(), { expiresAt, sourceExpiresAt }), buildSource('Le texte.'));
      clock.advance(10 * DAY_MS - 1);
      expect((await articles.getSource('a'))?.text).toBe('Le texte.');
      await putArticle(articles, buildRecord(clock.nowMs(), { expiresAt: sourceExpiresAt, sourceExpiresAt }));
      clock.advance(DAY_MS - 1);
      expect((await articles.getSource('a'))?.text).toBe('Le texte.');
      clock.advance(2);
      expect(await articles.getSource('a')).toBeUndefined();
    });

    test('completing stores result and record and gives the lease back', async () => {
      await putArticle(articles, buildRecord(clock.nowMs()), buildSource('Le texte.'));
      expect(await complete()).toBe(true);
      expect(await articles.getResult(KEY)).toEqual(buildResult(KEY, clock.nowMs()));
      expect((await articles.getArticle('a'))?.status).toBe('completed');
      expect((await articles.getSource('a'))?.text).toBe('Le texte.');
      expect(await acquire(KEY, 'worker-2')).toMatchObject({ owner: 'worker-2' });
    });

    test('a mark that is set while a worker completes does not undo the completion', async () => {
      await putArticle(articles, buildRecord(clock.nowMs()), buildSource('Le texte.'));
      const seen: (string | undefined)[] = [];
      await articles.changeArticle('a', async (current) => {
        seen.push(current?.status);
        if (seen.length > 1) return undefined;
        await complete();
        return { record: buildRecord(clock.nowMs(), { status: 'processing' }) };
      });
      expect(seen).toEqual(['processing', 'completed']);
      expect((await articles.getArticle('a'))?.status).toBe('completed');
      expect((await articles.listArticles({ limit: 5 })).articles).toMatchObject([{ id: 'a', status: 'completed' }]);
    });

    test('a change of what was not there, or was deleted meanwhile, sees that as well', async () => {
      const seen: (string | undefined)[] = [];
      await articles.changeArticle('a', async (current) => {
        seen.push(current?.title);
        if (seen.length === 1) await putArticle(articles, buildRecord(clock.nowMs(), { title: 'Entre-temps' }));
        if (seen.length === 2) await articles.deleteArticle('a');
        return { record: buildRecord(clock.nowMs(), { title: `Essai ${seen.length}` }), source: buildSource('Texte.') };
      });
      expect(seen).toEqual([undefined, 'Entre-temps', undefined]);
      expect((await articles.getArticle('a'))?.title).toBe('Essai 3');
      expect((await articles.getSource('a'))?.text).toBe('Texte.');
    });

    test('of changes side by side none is lost, completions of other targets included', async () => {
      const targets = ['de', 'en', 'es', 'it'];
      const addTarget = (target: string) => (current: ArticleRecord | undefined) => ({
        record: buildRecord(clock.nowMs(), { targets: [...(current?.targets ?? []), target].sort() }),
      });
      await Promise.all(
        targets.map(async (target) => {
          const key = { ...KEY, target };
          const lease = await acquire(key);
          expect(await articles.completeResult(buildResult(key, clock.nowMs()), addTarget(target), lease)).toBe(true);
        }),
      );
      await Promise.all(['fi', 'sv'].map((target) => articles.changeArticle('a', addTarget(target))));
      expect((await articles.getArticle('a'))?.targets).toEqual([...targets, 'fi', 'sv'].sort());
      expect(await Promise.all(targets.map((target) => articles.getResult({ ...KEY, target })))).toHaveLength(4);
    });

    test('a refreshed result replaces the old one', async () => {
      await complete(KEY, 'Old.');
      await complete(KEY, 'New.');
      expect((await articles.getResult(KEY))?.result.translation.text).toBe('New.');
    });

    test.each([
      { why: 'another took it over', lose: async (lease: Lease) => void (await acquire(KEY, 'worker-2', lease)) },
      { why: 'it was given back', lose: (lease: Lease) => leases.release(lease) },
      { why: 'the article was deleted', lose: async () => void (await articles.deleteArticle('a')) },
    ])('a worker whose lease is lost, since $why, changes nothing', async ({ lose }) => {
      await putArticle(articles, buildRecord(clock.nowMs()));
      const lease = await acquire();
      await lose(lease);
      const before = await articles.getArticle('a');
      const record = buildRecord(clock.nowMs(), { status: 'completed', title: 'Trop tard' });
      expect(await articles.completeResult(buildResult(KEY, clock.nowMs()), () => ({ record }), lease)).toBe(false);
      expect(await articles.getResult(KEY)).toBeUndefined();
      expect(await articles.getArticle('a')).toEqual(before);
    });

    test.each([-60_000, 60_000, 600_000])(
      'a worker that still owns its lease completes, also when its clock is %i ms from where it was',
      async (offMs) => {
        const lease = await acquire();
        await leases.renew(lease);
        clock.advance(offMs);
        const record = buildRecord(clock.nowMs(), { status: 'completed' });
        expect(await articles.completeResult(buildResult(KEY, clock.nowMs()), () => ({ record }), lease)).toBe(true);
        expect((await articles.getArticle('a'))?.status).toBe('completed');
      },
    );

    test('of workers that complete with the same lease at once, one is believed', async () => {
      const lease = await acquire();
      const record = buildRecord(clock.nowMs(), { status: 'completed' });
      const outcomes = await Promise.all(
        ['One.', 'Two.', 'Three.'].map((text) =>
          articles.completeResult(buildResult(KEY, clock.nowMs(), text), () => ({ record }), lease),
        ),
      );
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      const winner = ['One.', 'Two.', 'Three.'][outcomes.indexOf(true)];
      expect((await articles.getResult(KEY))?.result.translation.text).toBe(winner);
    });

    test('what has expired is gone, to the millisecond', async () => {
      await putArticle(articles, buildRecord(clock.nowMs()), buildSource('Texte'));
      await complete();
      clock.advance(30 * DAY_MS - 1);
      expect(await articles.getArticle('a')).toBeDefined();
      expect(await articles.getSource('a')).toBeDefined();
      expect(await articles.getResult(KEY)).toBeDefined();
      clock.advance(1);
      expect(await articles.getArticle('a')).toBeUndefined();
      expect(await articles.getSource('a')).toBeUndefined();
      expect(await articles.getResult(KEY)).toBeUndefined();
      expect(await articles.listArticles({ limit: 5 })).toEqual({ articles: [] });
      expect(await articles.deleteArticle('a')).toBe(false);
    });

    test('a trial article is kept as any other and stands in no list', async () => {
      const key = { ...KEY, id: 'depeche-trial-1' };
      await complete(key, 'Le texte du port');
      await putArticle(articles, buildRecord(clock.nowMs(), { id: 'a' }), buildSource('Texte'));
      expect((await articles.getResult(key))?.result.id).toBe('depeche-trial-1');
      expect(await articles.getArticle('depeche-trial-1')).toMatchObject({ status: 'completed' });
      expect((await articles.listArticles({ limit: 5 })).articles).toMatchObject([{ id: 'a' }]);
      expect((await articles.listArticles({ limit: 5 })).cursor).toBeUndefined();
      expect(await articles.deleteArticle('depeche-trial-1')).toBe(true);
    });

    test('deleting forgets record, source, results and leases of that article only', async () => {
      await putArticle(articles, buildRecord(clock.nowMs()), buildSource('Texte'));
      await putArticle(articles, buildRecord(clock.nowMs(), { id: 'ab' }), buildSource('Autre texte'));
      await complete();
      await acquire({ ...KEY, target: 'de' });
      expect(await articles.deleteArticle('a')).toBe(true);
      expect(await articles.getArticle('a')).toBeUndefined();
      expect(await articles.getSource('a')).toBeUndefined();
      expect(await articles.getResult(KEY)).toBeUndefined();
      expect(await acquire({ ...KEY, target: 'de' }, 'worker-2')).toMatchObject({ owner: 'worker-2' });
      expect((await articles.getSource('ab'))?.text).toBe('Autre texte');
      expect(await articles.deleteArticle('a')).toBe(false);
    });

    test('what was asked for before a deletion gets no lease for 35 days; what is asked for after it does', async () => {
      const askedMs = clock.nowMs();
      const take = (owner: string, ms: number) => leases.acquire(KEY, owner, { nowMs: clock.nowMs(), askedMs: ms });
      await putArticle(articles, buildRecord(clock.nowMs()));
      clock.advance(10);
      await articles.deleteArticle('a');
      expect(await take('old', askedMs)).toBe('deleted');
      expect(await take('new', clock.nowMs())).toMatchObject({ owner: 'new' });
      expect(await take('old', askedMs)).toBe('deleted');
      clock.advance(LEASE_MS);
      // A short-lived article under the same id leaves the mark as it is.
      const expiresAt = new Date(clock.nowMs() + DAY_MS).toISOString();
      await putArticle(articles, buildRecord(clock.nowMs(), { expiresAt }), buildSource('Texte'));
      clock.advance(34 * DAY_MS);
      expect(await take('old', askedMs)).toBe('deleted');
      const other = await leases.acquire({ ...KEY, id: 'ab' }, 'old', { nowMs: clock.nowMs(), askedMs });
      expect(other).toMatchObject({ owner: 'old' });
    });

    test('a change learns of a deletion, also of one that comes while it is made', async () => {
      const seen: (number | undefined)[] = [];
      let deletedMs: number | undefined;
      clock.advance(10);
      await articles.changeArticle('a', async (_, deletedAtMs) => {
        seen.push(deletedAtMs);
        if (seen.length === 1) {
          deletedMs = clock.nowMs();
          await articles.deleteArticle('a');
        }
        return seen.length > 1 ? undefined : { record: buildRecord(clock.nowMs()) };
      });
      expect(seen).toEqual([undefined, deletedMs]);
      expect(await articles.getArticle('a')).toBeUndefined();
    });

    describe('listing', () => {
      const fill = async (count: number) => {
        for (let index = 0; index < count; index += 1) {
          const createdAt = new Date(clock.nowMs() + Math.floor(index / 2) * 1_000).toISOString();
          const title = index % 3 === 0 ? `L’ÉTÉ nº ${index}` : `Hiver nº ${index}`;
          await putArticle(articles, buildRecord(clock.nowMs(), { id: `id-${index}`, title, createdAt }));
        }
      };
      const readAll = async (limit: number, titleContains?: string) => {
        const pages: string[][] = [];
        let cursor: string | undefined;
        do {
          const page = await articles.listArticles({ limit, cursor, titleContains });
          pages.push(page.articles.map(({ id }) => id));
          cursor = page.cursor;
        } while (cursor !== undefined);
        return pages;
      };

      test('has only articles of one quality when asked for it, in full pages', async () => {
        const qualities = ['draft', 'standard', undefined] as const;
        for (let index = 0; index < 12; index += 1) {
          const createdAt = new Date(clock.nowMs() + index * 1_000).toISOString();
          const quality = qualities[index % 3];
          const made = quality && { translations: [{ target: 'en', engine: 'memory', quality }] };
          await putArticle(articles, buildRecord(clock.nowMs(), { id: `id-${index}`, createdAt, ...made }));
        }
        const first = await articles.listArticles({ limit: 3, quality: 'draft' });
        expect(first.articles.map(({ id }) => id)).toEqual(['id-9', 'id-6', 'id-3']);
        expect(first.articles[0]?.translations).toEqual([{ target: 'en', engine: 'memory', quality: 'draft' }]);
        const second = await articles.listArticles({ limit: 3, quality: 'draft', cursor: first.cursor });
        expect(second).toMatchObject({ articles: [{ id: 'id-0' }] });
        expect(second.cursor).toBeUndefined();
        const byEngine = (engines: string[]) => articles.listArticles({ limit: 9, quality: 'draft', engines });
        expect((await byEngine(['other', 'memory'])).articles.length).toBeGreaterThan(3);
        expect((await byEngine(['other'])).articles).toEqual([]);
        const both = { limit: 9, quality: 'standard', titleContains: 'phare' } as const;
        expect((await articles.listArticles(both)).articles).toHaveLength(4);
        expect((await articles.listArticles({ ...both, titleContains: 'gare' })).articles).toEqual([]);
      });

      test('is newest first, in full pages, each article once', async () => {
        await fill(11);
        const pages = await readAll(4);
        expect(pages.map((page) => page.length)).toEqual([4, 4, 3]);
        expect(pages.flat()).toEqual([
          'id-10',
          'id-9',
          'id-8',
          'id-7',
          'id-6',
          'id-5',
          'id-4',
          'id-3',
          'id-2',
          'id-1',
          'id-0',
        ]);
      });

      test('tells the articles of one space, and goes on in it', async () => {
        for (const space of [undefined, 'a', 'b']) {
          for (const at of [0, 1, 2]) {
            const createdAt = new Date(clock.nowMs() + at * 1_000).toISOString();
            const id = space === undefined ? `id-${at}` : `!${space}/id-${at}`;
            await putArticle(articles, buildRecord(clock.nowMs(), { id, space, createdAt }));
          }
        }
        for (const [space, start] of [
          [undefined, ''],
          ['a', '!a/'],
          ['b', '!b/'],
        ] as const) {
          const first = await articles.listArticles({ limit: 2, space });
          expect(first.articles.map(({ id }) => id)).toEqual([`${start}id-2`, `${start}id-1`]);
          const rest = await articles.listArticles({ limit: 2, space, cursor: first.cursor });
          expect(rest).toEqual({ articles: [expect.objectContaining({ id: `${start}id-0` })] });
        }
        expect((await articles.listArticles({ limit: 5, space: 'c' })).articles).toEqual([]);
        await articles.deleteArticle('!a/id-1');
        expect((await articles.listArticles({ limit: 5, space: 'a' })).articles).toHaveLength(2);
        expect((await articles.listArticles({ limit: 5, space: 'b' })).articles).toHaveLength(3);
      });

      test('has no cursor when a page ends exactly with the last article', async () => {
        await fill(4);
        expect(await readAll(4)).toHaveLength(1);
      });

      test('fills its pages when expired articles lie between', async () => {
        await fill(8);
        const expiresAt = new Date(clock.nowMs()).toISOString();
        for (const id of ['id-6', 'id-5', 'id-3'])
          await putArticle(articles, buildRecord(clock.nowMs() + 2_500, { id, expiresAt }));
        expect(await readAll(3)).toEqual([
          ['id-7', 'id-4', 'id-2'],
          ['id-1', 'id-0'],
        ]);
      });

      test('finds titles without case and accents', async () => {
        await fill(10);
        expect(await readAll(3, 'été')).toEqual([['id-9', 'id-6', 'id-3'], ['id-0']]);
        expect((await readAll(3, 'ETE')).flat()).toEqual(['id-9', 'id-6', 'id-3', 'id-0']);
        expect(await readAll(3, 'printemps')).toEqual([[]]);
      });

      test('goes on in place when articles come and go between pages', async () => {
        await fill(6);
        const first = await articles.listArticles({ limit: 2 });
        await articles.deleteArticle('id-4');
        await putArticle(articles, buildRecord(clock.nowMs() + DAY_MS, { id: 'newer' }));
        const next = await articles.listArticles({ limit: 2, cursor: first.cursor });
        expect(next.articles.map(({ id }) => id)).toEqual(['id-3', 'id-2']);
      });

      test.each(['', 'x', 'eyJhZnRlciI6MX0', '{}', 'bnVsbA', '%00', 'A'.repeat(10_000)])(
        'refuses the cursor %j that it did not issue',
        async (cursor) => {
          await expect(articles.listArticles({ limit: 2, cursor })).rejects.toMatchObject({ code: 'invalid-request' });
        },
      );

      test('refuses a cursor that was tampered with', async () => {
        await fill(3);
        const { cursor } = await articles.listArticles({ limit: 1 });
        for (const tampered of [`${cursor}A`, `A${cursor}`, `${cursor}==`, cursor?.slice(0, -4)]) {
          await expect(articles.listArticles({ limit: 1, cursor: tampered })).rejects.toMatchObject({
            code: 'invalid-request',
          });
        }
      });
    });

    test('stored = read back, whatever the text', async () => {
      const anyText = fc.oneof(
        anyCharacters({ maxLength: 3_000 }),
        fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
      );
      await fc.assert(
        fc.asyncProperty(anyText, anyText, anyText, async (id, title, text) => {
          const key = { ...KEY, id };
          await putArticle(articles, buildRecord(clock.nowMs(), { id, title }), buildSource(text));
          expect((await articles.getArticle(id))?.title).toBe(title);
          expect((await articles.getSource(id))?.text).toBe(text);
          await complete(key, text);
          expect(await articles.getResult(key)).toEqual(buildResult(key, clock.nowMs(), text));
        }),
        runs(10),
      );
    });

    test('an article of 2 MB that hardly compresses is stored, replaced and deleted', async () => {
      const text = noise(2_000_000);
      await putArticle(articles, buildRecord(clock.nowMs()), buildSource(text));
      await complete(KEY, text);
      expect((await articles.getSource('a'))?.text === text).toBe(true);
      expect((await articles.getResult(KEY))?.result.translation.text === text).toBe(true);
      await complete(KEY, 'Short.');
      expect((await articles.getResult(KEY))?.result.translation.text).toBe('Short.');
      expect(await articles.deleteArticle('a')).toBe(true);
      expect(await articles.getSource('a')).toBeUndefined();
    });
  });
}

/** Deterministic letters that no compressor can make small. */
export function noise(length: number): string {
  let state = 12_345;
  const letters = Buffer.alloc(length);
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    letters[at] = 33 + ((state >>> 16) % 90);
  }
  return letters.toString('latin1');
}
