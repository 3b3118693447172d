import { describe, expect, test } from 'vitest';
import { createAssetReader } from '../../../../functions/http/ui/page/assets.ts';
import { MESSAGES } from '../../../../functions/http/ui/text/messages.ts';
import { startApp } from '../start-app.ts';

describe('the shell', () => {
  test.each([
    ['fr-CA,fr;q=0.9,en;q=0.5', undefined, 'fr'],
    ['de,en-GB;q=0.8,fr;q=0.7', undefined, 'en'],
    ['de', undefined, 'en'],
    ['fr', 'depeche-language=en', 'en'],
    ['en', 'depeche-language=xx', 'en'],
  ])(
    'speaks the language of the browser (%s) unless the reader chose one (%s)',
    async (languages, cookie, expected) => {
      const { app } = await startApp();
      const headers = { 'accept-language': languages, ...(cookie === undefined ? {} : { cookie }) };
      const response = await app.request('/', { headers });
      expect(await response.text()).toContain(`<html lang="${expected}">`);
      expect(response.headers.get('vary')).toContain('accept-language');
    },
  );

  test.each([
    ['/', './ui/'],
    ['/library', './ui/'],
    ['/docs', './ui/'],
    ['/a/brivanne', '../ui/'],
  ])('%s finds its assets below any stage, and they are there', async (path, prefix) => {
    const { app } = await startApp();
    const page = await (await app.request(path)).text();
    const assets = [...page.matchAll(/(?:src|href)="([^"]*ui\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(assets.length).toBeGreaterThan(0);
    for (const asset of assets) {
      expect(asset.startsWith(prefix)).toBe(true);
      const response = await app.request(new URL(asset, `http://localhost${path}`).pathname);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toContain('immutable');
    }
  });

  test.each(['/', '/library', '/docs', '/a/brivanne'])(
    'every link of %s leads to a page that is there',
    async (path) => {
      const { app } = await startApp();
      const page = await (await app.request(path)).text();
      const links = [...page.matchAll(/<a [^>]*href="([^"#:]+)"/g)].map((match) => match[1] ?? '');
      expect(links.length).toBeGreaterThan(0);
      for (const link of links) {
        const { pathname } = new URL(link, `http://localhost${path}`);
        expect((await app.request(pathname)).status, link).toBe(200);
      }
    },
  );

  test('holds nothing inline, says what to do without JavaScript, and has a policy that allows nothing else', async () => {
    const { app } = await startApp();
    const response = await app.request('/');
    const page = await response.text();
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
    expect(page).toMatch(/<noscript>.*JavaScript.*<\/noscript>/s);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
  });
});

describe('assets', () => {
  test('an unknown one is a problem', async () => {
    const { app } = await startApp();
    expect((await app.request('/ui/depeche.000000000000.js')).status).toBe(404);
  });

  test('are loaded once, and again when loading failed', async () => {
    let loads = 0;
    const read = createAssetReader(async () => {
      if (++loads === 1) throw new Error('no bundler');
      return { script: 'a', style: 'b' };
    });
    await expect(read()).rejects.toThrow('no bundler');
    const [first, second] = await Promise.all([read(), read()]);
    expect(first).toBe(second);
    expect(loads).toBe(2);
  });
});

test('both languages fill in the same values', () => {
  const placeholders = (value: unknown): string[] =>
    typeof value === 'string'
      ? [...value.matchAll(/\{\w+\}/g)].map(String).sort()
      : Object.values(value ?? {}).flatMap(placeholders);
  for (const [key, english] of Object.entries(MESSAGES.en)) {
    const french = Object.entries(MESSAGES.fr).find(([name]) => name === key)?.[1];
    expect(placeholders(french), key).toEqual(placeholders(english));
  }
});
