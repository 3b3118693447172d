import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ARTICLE } from '../functions/http/start-app.ts';
import {
  CHROMIUM_PATH,
  findBarriers,
  openBrowser,
  openPage,
  RULES_OF_COLOUR,
  runAheadUntil,
  servePage,
} from './open-browser.ts';

if (!CHROMIUM_PATH) {
  process.stderr.write(
    'depeche: the browser tests are skipped: no Chromium here. Install one, or set CHROMIUM_PATH.\n',
  );
}

/** What a first visit may transfer, compressed. */
const MAX_FIRST_LOAD_BYTES = 60_000;

describe.skipIf(!CHROMIUM_PATH)('the page', () => {
  let browser: Browser;
  let service: Awaited<ReturnType<typeof servePage>>;
  beforeAll(async () => {
    [browser, service] = await Promise.all([
      openBrowser(),
      servePage({ env: { DEPECHE_MONTHLY_CHARACTER_BUDGET: '1000000' } }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  test('takes an article from paste to library and lets go of it', async () => {
    const { page, requested, errors, close } = await openPage(browser);
    await page.goto(service.url);
    await page.getByLabel('Title').fill(ARTICLE.title);
    await page.getByLabel('Article', { exact: true }).fill(ARTICLE.text);
    await page.getByText(/characters · about US\$0\.0/).waitFor();
    await page.getByLabel('Summary').selectOption('2');
    await page.getByRole('button', { name: 'Translate and summarise' }).click();

    await page.waitForURL(/\/a\/[0-9a-f]+\?target=en$/);
    const paragraphs = page.locator('.text .pair');
    await paragraphs.first().waitFor();
    expect(await paragraphs.count()).toBe(2);
    expect(await page.locator('.summary [lang=en] li').count()).toBe(2);
    expect(await page.locator('.summary [lang=fr] li').count()).toBe(2);
    await page.locator('#t1').hover();
    expect(await page.locator('.lit').evaluateAll((lit) => lit.map(({ id }) => id))).toEqual(['t1', 's1']);
    await page.locator('#s2').click();
    expect(await page.locator('.lit').evaluateAll((lit) => lit.map(({ id }) => id))).toEqual(['t2', 's2']);
    await page.locator('.summary [lang=en] a').first().click();
    const target = new URL(page.url()).hash;
    expect(await page.locator(`.text ${target}`).evaluate((sentence) => sentence.matches(':target'))).toBe(true);
    const cost = page.locator('.cost');
    await cost.getByText(/characters billed/).waitFor();
    expect(await cost.textContent()).toMatch(/newly translated.*engine: memory/);

    await page.getByRole('button', { name: 'Show what was cleaned' }).click();
    const removed = page.locator('.original del', { hasText: 'Partager sur Facebook' });
    await removed.waitFor();
    expect(await page.locator('.original .rule').allTextContents()).toContain('promotion');
    await page.getByRole('button', { name: 'Show what was cleaned' }).click();
    await paragraphs.first().waitFor();

    await page.getByRole('group', { name: 'Copy' }).getByRole('button', { name: 'Markdown' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^# /);
    const downloading = page.waitForEvent('download');
    await page.getByRole('group', { name: 'Download' }).getByRole('button', { name: 'JSON' }).click();
    expect((await downloading).suggestedFilename()).toMatch(/\.en\.json$/);

    await page.reload();
    await page.locator('.cost').getByText('from the cache').waitFor();

    await page.getByRole('link', { name: 'Library' }).click();
    await page.getByRole('link', { name: ARTICLE.title }).waitFor();
    await page.getByRole('img', { name: /of the monthly budget used/ }).waitFor();
    await page.getByLabel('Search titles').fill('nothing like it');
    await page.getByText('No title contains this.').waitFor();
    await page.getByLabel('Search titles').fill('PORT DE');
    await page.getByRole('button', { name: /^Delete “/ }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /^Delete “/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Deleted.').waitFor();
    expect((await service.container.useCases.listArticles({ limit: 1 })).articles).toEqual([]);

    expect(errors).toEqual([]);
    const elsewhere = requested.filter((url) => !url.startsWith(service.url) && !/^(data|blob):/.test(url));
    expect(elsewhere).toEqual([]);
    await close();
  });

  test('says what was removed and restores it, line after line', async () => {
    const { page, errors, close } = await openPage(browser);
    const { send, container } = service;
    const letter = 'Abonnez-vous à notre newsletter';
    await send('POST', '/v1/articles', { ...ARTICLE, id: 'restored', text: `${ARTICLE.text}\n\n${letter}` });
    await page.goto(`${service.url}/a/restored?target=en`);
    const removals = page.getByRole('region', { name: 'What the cleaning removed' });
    await removals.getByText(/^4 removed, \d+ repaired$/).click();
    const lines = removals.getByRole('listitem');
    expect(await lines.allTextContents()).toEqual([
      expect.stringContaining(ARTICLE.title),
      expect.stringContaining('Publié le 3 mars'),
      expect.stringContaining('Partager sur Facebook'),
      expect.stringContaining(letter),
    ]);
    expect(await findBarriers(page)).toEqual([]);
    for (const [line, left] of [
      ['Partager sur Facebook', 3],
      [letter, 2],
    ] as const) {
      await lines.filter({ hasText: line }).getByRole('button', { name: 'Restore' }).click();
      await removals.getByText(`${left} removed`).waitFor();
      expect(await page.locator('.text [lang=fr]').allTextContents()).toContainEqual(expect.stringContaining(line));
    }
    await page.getByRole('button', { name: 'Show what was cleaned' }).click();
    await page.locator('.original del', { hasText: 'Publié le' }).waitFor();
    expect(await page.getByText(/removed, \d+ repaired$/).count()).toBe(1);
    expect(await page.locator('.original del', { hasText: letter }).count()).toBe(0);
    const stored = await container.useCases.getArticle({ id: 'restored', target: 'en' });
    expect(stored).toMatchObject({ source: { text: expect.stringContaining(letter) } });

    await page.route('**/refresh?*', (route) => route.abort());
    await removals.getByRole('button', { name: 'Restore' }).first().click();
    await removals.getByRole('alert').getByText('does not answer').waitFor();
    expect(await lines.count()).toBe(2);
    expect(errors).toEqual([]);
    await close();
  });

  test('shows HTML in an article as text', async () => {
    const { page, errors, close } = await openPage(browser);
    const evil = '<img src=x onerror="document.title=1"> <script>document.title=2</script>';
    const id = 'evil';
    const pair = { source: `Il dit ${evil}.`, translation: `He says ${evil}.` };
    const { send, container } = service;
    await send('POST', '/v1/articles', { ...ARTICLE, id, title: `Un titre ${evil}` });
    const stored = await container.useCases.getArticle({ id, target: 'en' });
    if (stored.status !== 'completed') throw new Error('The article has no result.');
    // The cleaning takes markup out; the page must hold even where some gets through.
    const body = {
      ...stored,
      sentences: [{ paragraph: 0, ...pair }],
      summary: { ...stored.summary, sentences: [0], source: [pair.source], translation: [pair.translation] },
    };
    body.source = { ...body.source, title: evil };
    body.translation = { ...body.translation, title: evil };
    await page.route('**/v1/articles/evil?*', (route) => route.fulfill({ json: body }));
    const source = {
      id,
      original: `${evil}\nIl pleut.`,
      marks: [{ rule: 'markup', kind: 'removed', start: 0, end: evil.length }],
    };
    await page.route('**/v1/articles/evil/source', (route) => route.fulfill({ json: source }));
    await page.goto(`${service.url}/a/evil?target=en`);
    expect(await page.locator('#t0').textContent()).toBe(pair.translation);
    expect(await page.locator('h1').textContent()).toBe(evil);
    await page.getByRole('button', { name: 'Show what was cleaned' }).click();
    expect(await page.locator('.original del').textContent()).toBe(evil);
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.title()).toMatch(/^Dépêche/);

    await page.goto(service.url);
    await page.getByLabel('Article', { exact: true }).fill(`${ARTICLE.text}\n\n${evil}`);
    await page.getByRole('button', { name: 'Translate and summarise' }).click();
    await page.locator('.text .pair').first().waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(errors).toEqual([]);
    await close();
  });

  test('dates the weekday of a pick beside it', async () => {
    const { page, close } = await openPage(browser);
    const text = 'Le préfet a annoncé dimanche dernier la fermeture du pont de Brévanne pour six semaines de travaux.';
    const publishedAt = '2026-03-03T18:30:00+01:00';
    await service.send('POST', '/v1/articles', { id: 'dated', title: 'Le pont ferme', text, publishedAt });
    await page.goto(`${service.url}/a/dated?target=en`);
    const note = page.locator('.summary [lang=fr] li small');
    expect(await note.textContent()).toContain('dimanche dernier: Sunday');
    expect(await note.locator('time').getAttribute('datetime')).toBe('2026-03-01');
    await close();
  });

  test('marks what the check questioned, and how to find it', async () => {
    const { page, close } = await openPage(browser);
    const { send, container } = service;
    await send('POST', '/v1/articles', { ...ARTICLE, id: 'questioned' });
    const stored = await container.useCases.getArticle({ id: 'questioned', target: 'en' });
    if (stored.status !== 'completed') throw new Error('The article has no result.');
    const sentences = stored.sentences.map((pair, index) =>
      index === 1
        ? { ...pair, issues: ['number-altered'] }
        : index === 2
          ? { ...pair, doubtful: ['names-lost'] }
          : pair,
    );
    await page.route('**/v1/articles/questioned?*', (route) => route.fulfill({ json: { ...stored, sentences } }));
    await page.goto(`${service.url}/a/questioned`);
    await page.getByRole('heading', { name: 'To check before you publish' }).waitFor();
    expect(await page.locator('#s1 mark').textContent()).toBe('140');
    expect(await page.locator('#t1').getAttribute('class')).toContain('questioned');
    expect(await page.locator('#t2').getAttribute('class')).toContain('doubtful');
    await page.getByText('None of the names of the original is there.').waitFor();
    await page.getByRole('link', { name: 'Sentence 2' }).click();
    expect(await page.locator('#t1').evaluate((sentence) => sentence === document.activeElement)).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    await close();
  });

  test('reads 20,000 words', async () => {
    const { page, errors, close } = await openPage(browser);
    // What is checked of a number is no matter of the page's: one a paragraph will do.
    const sentence = (commune: string) =>
      `La commune ${commune} a voté mardi soir un budget de plusieurs millions pour réparer la grande écluse du port. `;
    const text = Array.from({ length: 100 }, (_, paragraph) =>
      `${sentence(`numéro ${paragraph}`)}${sentence('de la vallée').repeat(9)}`.trim(),
    ).join('\n\n');
    expect(text.split(/\s+/).length).toBeGreaterThan(18_000);
    await page.goto(service.url);
    await page.getByLabel('Article', { exact: true }).fill(text);
    await page.getByRole('button', { name: 'Translate and summarise' }).click();
    await page.locator('#t999').waitFor();
    expect(await page.locator('.text .pair').count()).toBe(100);
    await page.locator('#t999').hover();
    expect(await page.locator('.lit').count()).toBe(2);
    expect(errors).toEqual([]);
    await close();
  });

  test('says what to do when something goes wrong', async () => {
    const { page, close } = await openPage(browser);
    const alert = page.getByRole('alert');
    const submit = page.getByRole('button', { name: 'Translate and summarise' });
    await page.goto(service.url);
    await page.getByLabel('Article', { exact: true }).fill('Publicité\n\nPartager sur Facebook');
    await submit.click();
    await alert.getByText('Paste the article itself').waitFor();
    expect(await alert.getByRole('link').getAttribute('href')).toBe('/docs#empty-article');
    expect(await findBarriers(page)).toEqual([]);

    await page.route('**/v1/articles', (route) =>
      route.fulfill({ status: 403, contentType: 'application/json', body: '{"message":"Forbidden"}' }),
    );
    await submit.click();
    await alert.getByText('wants an API key').waitFor();
    await page.getByText('API key', { exact: true }).first().click();
    await page.getByRole('textbox', { name: 'API key' }).fill('desk-key');
    await page.unroute('**/v1/articles');
    const sent = page.waitForRequest('**/v1/articles');
    await alert.getByRole('button', { name: 'Try again' }).click();
    expect((await sent).headers()['x-api-key']).toBe('desk-key');
    expect(await page.evaluate(() => [localStorage.length, document.cookie])).toEqual([0, '']);

    await page.route('**/v1/articles', (route) => route.abort());
    await submit.click();
    await alert.getByText('does not answer').waitFor();
    await page.goto(`${service.url}/a/unknown`);
    await alert.getByText('has to be processed again').waitFor();

    const refusal = { type: '/docs#forbidden', title: 'Forbidden', status: 403, code: 'forbidden', requestId: 'r' };
    await page.route('**/v1/articles/mine?*', (route) =>
      route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(refusal) }),
    );
    await page.goto(`${service.url}/a/mine`);
    await alert.getByText('wants an API key').waitFor();
    await page.getByText('API key', { exact: true }).first().waitFor();
    await close();
  });

  test('waits for work that goes on in the background', async () => {
    const { page, close } = await openPage(browser);
    await page.clock.install();
    await service.send('POST', '/v1/articles', { ...ARTICLE, id: 'queued' });
    const state = {
      id: 'queued',
      status: 'processing',
      createdAt: '2026-11-23T08:00:00Z',
      updatedAt: '2026-11-23T08:00:00Z',
    };
    await page.route('**/v1/articles', (route) => route.fulfill({ status: 202, json: state }));
    let looks = 0;
    await page.route('**/v1/articles/queued?*', (route) =>
      ++looks === 1 ? route.fulfill({ json: state }) : route.fallback(),
    );
    await page.goto(service.url);
    await page.getByLabel('Article', { exact: true }).fill(ARTICLE.text);
    await page.getByRole('button', { name: 'Translate and summarise' }).click();
    await page.getByText('it goes on in the background').waitFor();
    await runAheadUntil(page, page.locator('.text .pair').first());
    expect(looks).toBe(2);
    await close();
  });

  test('works by keyboard alone', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(service.url);
    await page.getByRole('button', { name: 'Translate and summarise' }).waitFor();
    const press = async (key: string, until: string) => {
      for (let presses = 0; presses < 40; presses++) {
        await page.keyboard.press(key);
        if (await page.evaluate((selector) => document.activeElement?.matches(selector), until)) return;
      }
      throw new Error(`${key} never got to ${until}.`);
    };
    await press('Tab', '.skip');
    await press('Tab', '#article-text');
    await page.keyboard.insertText(ARTICLE.text);
    await press('Tab', 'button.primary');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineWidth);
    expect(Number.parseFloat(outline)).toBeGreaterThanOrEqual(2);
    await page.keyboard.press('Enter');
    await page.locator('.text .pair').first().waitFor();
    await press('Tab', '#t0');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('.lit').evaluateAll((lit) => lit.map(({ id }) => id))).toEqual(['t1', 's1']);
    await press('Shift+Tab', '.toggle');
    await page.keyboard.press('Space');
    await page.locator('.original').waitFor();
    await close();
  });

  test('speaks French to a French browser, and English when asked to', async () => {
    const { page, close } = await openPage(browser, { locale: 'fr-FR' });
    await page.goto(service.url);
    await page.getByRole('heading', { name: 'Lire un article français dans une autre langue' }).waitFor();
    await page.getByLabel('Article', { exact: true }).fill('Il pleut.');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Translate and summarise' }).waitFor();
    expect(await page.getByLabel('Article', { exact: true }).inputValue()).toBe('Il pleut.');
    await page.reload();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await close();
  });

  test('keeps what was typed before the script came', async () => {
    const { page, close } = await openPage(browser);
    let letThrough: () => void = () => {};
    const isTyped = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await page.route('**/ui/*.js', async (route) => {
      await isTyped;
      await route.continue();
    });
    await page.goto(service.url, { waitUntil: 'commit' });
    await page.locator('#article-text').fill('Il pleut sur Brivanne.');
    letThrough();
    await page.getByRole('button', { name: 'Translate and summarise' }).waitFor();
    expect(await page.locator('#article-text').inputValue()).toBe('Il pleut sur Brivanne.');
    await page.keyboard.type(' Fort.');
    expect(await page.locator('#article-text').inputValue()).toBe('Il pleut sur Brivanne. Fort.');
    await close();
  });

  test('has no barrier that axe knows of on any view, light or dark', async () => {
    await service.send('POST', '/v1/articles', { ...ARTICLE, id: 'axe' });
    const { page, close } = await openPage(browser);
    const expectNoBarrier = async () => {
      expect(await findBarriers(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await findBarriers(page, RULES_OF_COLOUR), 'dark').toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
    };
    await page.goto(service.url);
    await page.getByRole('button', { name: 'Les moulins du Valombre' }).click();
    await expectNoBarrier();
    await page.goto(`${service.url}/a/axe`);
    await page.locator('#t1').hover();
    await expectNoBarrier();
    await page.getByRole('button', { name: 'Show what was cleaned' }).click();
    await page.locator('.original').waitFor();
    await expectNoBarrier();
    await page.goto(`${service.url}/library`);
    await page
      .getByRole('button', { name: /^Delete/ })
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
    await expectNoBarrier();
    await page.keyboard.press('Escape');
    await expectNoBarrier();
    await page.goto(`${service.url}/docs`);
    await expectNoBarrier();
    await close();
  });

  test('loads at once: at most 60 KB, and nothing wider than a phone', async () => {
    const { page, close } = await openPage(browser, { viewport: { width: 360, height: 740 } });
    const network = await page.context().newCDPSession(page);
    let transferred = 0;
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      transferred += encodedDataLength;
    });
    await network.send('Network.enable');
    await page.goto(service.url);
    await page.getByRole('button', { name: 'Translate and summarise' }).waitFor();
    expect(transferred).toBeGreaterThan(10_000);
    expect(transferred).toBeLessThanOrEqual(MAX_FIRST_LOAD_BYTES);
    process.stderr.write(`depeche: the first load of the page transfers ${transferred} bytes.\n`);
    for (const path of ['/', '/library', '/docs']) {
      await page.goto(`${service.url}${path}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
    await close();
  });
});
