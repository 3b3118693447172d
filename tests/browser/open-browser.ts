import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { buildAssets } from '../../functions/http/ui/page/build-assets.ts';
import { serveApp } from '../../functions/local/server/serve-app.ts';
import { startApp } from '../functions/http/start-app.ts';

export const CHROMIUM_PATH = findBrowser();

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openBrowser(): Promise<Browser> {
  if (!CHROMIUM_PATH) throw new Error('There is no Chromium.');
  return chromium.launch({ executablePath: CHROMIUM_PATH, args: ARGUMENTS });
}

/** Built once for all pages of a run. */
let assets: ReturnType<typeof buildAssets> | undefined;
export const loadAssets = () => {
  assets ??= buildAssets();
  return assets;
};

/** The service on tables in memory behind a real port, with the real page. */
export async function servePage(options: Parameters<typeof startApp>[0] = {}) {
  const started = await startApp({ ...options, http: { loadAssets, ...options.http } });
  const server = await serveApp(started.app, { port: 0, logger: started.container.logger });
  return { ...started, url: server.url, close: () => server.close(0) };
}

/** A page that is served here shows what it is asked for, on a busy machine late. */
const PATIENCE_MS = 120_000;

interface PageOptions {
  locale?: string;
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  storage?: boolean;
}

/** A page of its own context, what it asked for, and what went wrong in it. */
export async function openPage(browser: Browser, options: PageOptions = {}) {
  const { locale = 'en-GB', colorScheme = 'light', viewport = { width: 1280, height: 900 } } = options;
  const context = await browser.newContext({
    locale,
    colorScheme,
    viewport,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const requested: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // The browser itself reports each 4xx answer; the page is meant to get some of them.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      errors.push(message.text());
  });
  return { page, requested, errors, close: () => context.close() };
}

/** Longer than a page waits before it looks again at what goes on in the background. */
const MANY_LOOKS_MS = 5_000;

/** Lets a page's time, which its clock must have been installed for, run ahead until this is seen. */
export async function runAheadUntil(page: Page, sight: Locator): Promise<void> {
  while (!(await sight.isVisible())) await page.clock.fastForward(MANY_LOOKS_MS);
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules of WCAG 2.2 A and AA, and good practice. */
const EVERY_RULE = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Those that look at colours: all that a view has of its own where it is dark. */
export const RULES_OF_COLOUR = ['cat.color'];

/** What axe finds against the rules with these tags, as "rule: element" lines. */
export async function findBarriers(page: Page, rules: readonly string[] = EVERY_RULE): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    // axe puts itself on the window, which no type knows.
    const { axe } = window as unknown as { axe: { run(root: Document, options: object): Promise<AxeResults> } };
    interface AxeResults {
      violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
    }
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  }, rules);
}
