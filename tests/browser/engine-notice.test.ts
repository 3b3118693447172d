import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpDependencies } from '../../functions/http/dependencies.ts';
import { createApp } from '../../functions/http/app.ts';
import { createUseCases } from '../../functions/wiring/use-cases.ts';
import { serveApp } from '../../functions/local/server/serve-app.ts';
import { setup } from '../app/support/setup.ts';
import { ARTICLE } from '../functions/http/start-app.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { CHROMIUM_PATH, findBarriers, loadAssets, openBrowser, openPage, runAheadUntil } from './open-browser.ts';

/** The page of a service that has a draft engine, until `takeOver` gives it a better one. */
async function serve() {
  const engine = { id: 'first', quality: 'draft', usdPerMillionCharacters: 0 } as const;
  const { deps, clock } = setup({ translator: createMemoryTranslator({ engine }) });
  const { useCases, takeOver } = createUseCases(deps);
  const state: { fetching: ReturnType<NonNullable<HttpDependencies['readFetching']>> } = { fetching: undefined };
  const app = createApp({
    useCases,
    logger: deps.logger,
    newRequestId: () => 'request',
    readInvocation: () => ({ apiKeyId: undefined }),
    corsOrigins: [],
    loadAssets,
    readFetching: () => state.fetching,
  });
  const server = await serveApp(app, { port: 0, logger: deps.logger });
  const post = (id: string, target: string) =>
    fetch(`${server.url}/v1/articles`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...ARTICLE, id, target }),
    });
  const listDrafts = async () =>
    ((await (await fetch(`${server.url}/v1/articles?quality=draft`)).json()) as { articles: unknown[] }).articles;
  const improve = () => {
    state.fetching = undefined;
    clock.advance(60_000); // the newest result is served
    takeOver(createMemoryTranslator({ engine: { id: 'second', usdPerMillionCharacters: 0 } }));
  };
  return { url: server.url, close: () => server.close(0), state, post, listDrafts, improve };
}

describe.skipIf(!CHROMIUM_PATH)('the page of a service whose engine gets better', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  test('shows a model on its way, and then translates again what was a draft', async () => {
    const service = await serve();
    await service.post('a', 'en');
    await service.post('a', 'es');
    await service.post('b', 'en');
    service.state.fetching = { model: 'fr-en-base-memory', received: 13_000_000, total: 26_234_715 };
    const { page, errors, close } = await openPage(browser);
    await page.clock.install();
    await page.goto(`${service.url}/a/a?target=en`);
    await page.getByText('A better translation model is on its way').waitFor();
    await page.getByText('13 of 26.2 MB').waitFor();
    await page.getByText('Draft quality.').waitFor();
    expect(await findBarriers(page)).toEqual([]);

    service.improve();
    await runAheadUntil(page, page.getByText('Some articles here were translated as drafts.'));
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Translate them again' }).click();

    await page.getByText('Translated again: 3.').waitFor();
    expect(await service.listDrafts()).toEqual([]);
    await page.locator('.cost').getByText('engine: second').waitFor();
    expect(await page.getByText('Draft quality.').count()).toBe(0);
    expect(errors).toEqual([]);
    await close();
    await service.close();
  });

  test('offers it in the library too, and says what went wrong of it', async () => {
    const service = await serve();
    await service.post('a', 'en');
    service.improve();
    const { page, close } = await openPage(browser);
    await page.goto(service.url);
    await page.getByLabel('Title').waitFor();
    expect(await page.getByRole('button', { name: 'Translate them again' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Library' }).click();
    await page.route('**/refresh?*', (route) => route.abort());
    await page.getByRole('button', { name: 'Translate them again' }).click();
    await page.getByText('The service does not answer.').waitFor();

    await page.unroute('**/refresh?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Translated again: 1.').waitFor();
    await close();
    await service.close();
  });
});
