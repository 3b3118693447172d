import type { Context, Handler } from 'hono';
import { accepts } from 'hono/accepts';
import { getCookie } from 'hono/cookie';
import { html } from 'hono/html';
import type { HttpEnvironment } from '../../environment.ts';
import type { UiLanguage } from '../text/advice.ts';
import type { NamedAssets } from './assets.ts';
import { Document } from './document.tsx';
import { Masthead, type View } from './masthead.tsx';
import { LANGUAGE_COOKIE, MESSAGES } from '../text/messages.ts';
import { Shell } from './shell.tsx';

export interface PageOptions {
  view: Exclude<View, 'reference'>;
  /** From the page's address to where the service is. */
  root: './' | '../';
  readAssets: () => Promise<NamedAssets>;
}

/** One view of the page: enough of it to read and to type into before the script has come. */
export const getPageHandler =
  ({ view, root, readAssets }: PageOptions): Handler<HttpEnvironment> =>
  async (c) => {
    const language = chooseLanguage(c);
    const messages = MESSAGES[language];
    const page = (
      <Document title={messages.pageTitle} language={language} assets={await readAssets()} root={root} hasScript>
        <div id="app">
          <Masthead messages={messages} root={root} current={view} />
          <Shell messages={messages} view={view} root={root} />
        </div>
      </Document>
    );
    c.header('cache-control', 'no-cache');
    c.header('vary', 'accept-language, cookie');
    return c.html(html`<!doctype html>${page}`);
  };

/** What the reader chose, else what the browser prefers. */
function chooseLanguage(c: Context<HttpEnvironment>): UiLanguage {
  const chosen = getCookie(c, LANGUAGE_COOKIE);
  if (chosen === 'fr' || chosen === 'en') return chosen;
  const preferred = accepts(c, {
    header: 'Accept-Language',
    supports: ['en', 'fr'],
    default: 'en',
    match: (languages, { supports }) =>
      [...languages]
        .sort((a, b) => b.q - a.q)
        .map(({ type }) => type.slice(0, 2).toLowerCase())
        .find((type) => supports.includes(type)) ?? 'en',
  });
  return preferred === 'fr' ? 'fr' : 'en';
}
