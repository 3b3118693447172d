import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Handler } from 'hono';
import { DepecheError } from '../../../shared/core/errors.ts';
import { baseUrl, type HttpEnvironment } from '../environment.ts';
import { createAssetReader, type UiAssets } from './page/assets.ts';
import type { PageOptions } from './page/get-page.tsx';
import type { OpenApiDocument } from './reference/openapi-document.ts';

interface PageDependencies {
  loadAssets: () => Promise<UiAssets>;
  describeApi: (baseUrl: string) => Promise<OpenApiDocument>;
}

/** Puts the page, the reference, its document and their assets on the app; none of it stands in that document. */
export function mountPages(app: OpenAPIHono<HttpEnvironment>, { loadAssets, describeApi }: PageDependencies): void {
  const readAssets = createAssetReader(loadAssets);
  const page = (view: PageOptions['view'], root: PageOptions['root']) =>
    lazily(async () => (await import('./page/get-page.tsx')).getPageHandler({ view, root, readAssets }));
  app.get('/', page('edit', './'));
  app.get('/library', page('library', './'));
  app.get('/a/:id', page('read', '../'));
  app.get(
    '/docs',
    lazily(async () => (await import('./reference/get-docs.tsx')).getDocsHandler({ readAssets, describeApi })),
  );
  app.get('/openapi.json', async (c) => c.json(await describeApi(baseUrl(c))));
  // Their names change with their content, so they never have to be asked for again.
  app.get('/ui/:name', async (c) => {
    const { script, style } = await readAssets();
    const asset = [script, style].find(({ name }) => name === c.req.param('name'));
    if (!asset) throw new DepecheError('not-found', 'The page has changed since; load it again.');
    return c.body(asset.text, 200, {
      'content-type': asset.contentType,
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });
}

/** A handler whose code is loaded at its first request: a function that starts for an API call never needs the pages. */
function lazily(load: () => Promise<Handler<HttpEnvironment>>): Handler<HttpEnvironment> {
  return async (c, next) => (await load())(c, next);
}
