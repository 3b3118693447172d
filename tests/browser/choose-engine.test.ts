import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { severalEngines } from '../app/support/several-engines.ts';
import { ARTICLE } from '../functions/http/start-app.ts';
import { CHROMIUM_PATH, findBarriers, openBrowser, openPage, servePage } from './open-browser.ts';

describe.skipIf(!CHROMIUM_PATH)('the page of a service with one engine or several', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  const serve = () => {
    const { engines, translator } = severalEngines();
    return servePage({ overrides: { engines, translator } });
  };

  test('offers several, each with its own languages, for a new article and for one that is there', async () => {
    const service = await serve();
    const { page, errors, close } = await openPage(browser);
    await page.goto(service.url);
    const engine = page.getByLabel('Engine');
    await engine.waitFor();
    expect(await engine.locator('option').allTextContents()).toEqual(['Amazon Translate', 'Local engine']);
    const targets = page.getByLabel('Translate into').locator('option');
    expect(await targets.allTextContents()).toEqual(['English', 'German', 'Spanish']);
    await page.getByLabel('Translate into').selectOption('de');
    await engine.selectOption('local');
    expect(await targets.allTextContents()).toEqual(['English']);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel('Title').fill(ARTICLE.title);
    await page.getByLabel('Article', { exact: true }).fill(ARTICLE.text);
    await page.getByText('free: the engine runs on this machine').waitFor();
    await page.getByRole('button', { name: 'Translate and summarise' }).click();

    const cost = page.locator('.cost');
    await cost.getByText('engine: phrase').waitFor();
    await page.waitForURL(/target=en$/);
    service.clock.advance(1_000);
    const again = page.getByLabel('Translate again with');
    expect(await again.locator('option').allTextContents()).toEqual(['Amazon Translate']);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Translate again' }).click();
    await cost.getByText('engine: amazon-translate').waitFor();
    expect(await again.locator('option').allTextContents()).toEqual(['Local engine']);
    await page.reload();
    await cost.getByText('engine: amazon-translate').waitFor();
    expect(errors).toEqual([]);
    await close();
    await service.close();
  });

  test('offers no other for a language that the others lack, and says what went wrong', async () => {
    const service = await serve();
    for (const target of ['de', 'en']) await service.send('POST', '/v1/articles', { ...ARTICLE, id: 'a', target });
    const { page, close } = await openPage(browser);
    await page.goto(`${service.url}/a/a?target=de`);
    await page.locator('.cost').getByText('engine: amazon-translate').waitFor();
    expect(await page.getByLabel('Translate again with').count()).toBe(0);
    await page.goto(`${service.url}/a/a?target=en`);
    await page.route('**/refresh?*', (route) => route.abort());
    await page.getByRole('button', { name: 'Translate again' }).click();
    await page.getByText('The service does not answer.').waitFor();
    await page.unroute('**/refresh?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.cost').getByText('engine: phrase').waitFor();
    await close();
    await service.close();
  });

  test('that wants a key offers several once it has one', async () => {
    const service = await serve();
    const { page, close } = await openPage(browser);
    await page.route('**/v1/engines', (route) =>
      route.request().headers()['x-api-key'] === 'sesame' ? route.continue() : route.fulfill({ status: 403 }),
    );
    await page.goto(service.url);
    await page.locator('summary').getByText('API key').click();
    expect(await page.getByLabel('Engine').count()).toBe(0);
    await page.locator('#api-key').pressSequentially('sesame');
    await page.getByLabel('Engine').waitFor();
    await close();
    await service.close();
  });

  test('offers the languages of the only engine, and no choice', async () => {
    const service = await servePage({ translator: { targets: ['en', 'it'] } });
    const { page, close } = await openPage(browser);
    await page.goto(service.url);
    await expect
      .poll(() => page.getByLabel('Translate into').locator('option').allTextContents())
      .toEqual(['English', 'Italian']);
    expect(await page.getByLabel('Engine').count()).toBe(0);
    await close();
    await service.close();
  });
});
