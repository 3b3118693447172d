import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Handler } from 'hono';
import { baseUrl } from '../base-url.ts';
import type { HttpEnvironment } from '../environment.ts';
import { getAssetHandler } from '../routes/operations/get-asset.ts';
import type { PageOptions } from '../routes/operations/get-page.tsx';
import { createAssetReader, type UiAssets } from './page/assets.ts';
import type { OpenApiDocument } from './reference/openapi-document.ts';

interface PageDependencies {
  loadAssets: () => Promise<UiAssets>;
  describeApi: (baseUrl: string) => Promise<OpenApiDocument>;
}

/** Puts the page, the reference, its document and their assets on the app; none of it stands in that document. */
export function mountPages(app: OpenAPIHono<HttpEnvironment>, { loadAssets, describeApi }: PageDependencies): void {
  const readAssets = createAssetReader(loadAssets);
  const page = (view: PageOptions['view'], root: PageOptions['root']) =>
    lazily(async () => (await import('../routes/operations/get-page.tsx')).getPageHandler({ view, root, readAssets }));
  app.get('/', page('edit', './'));
  app.get('/library', page('library', './'));
  app.get('/a/:id', page('read', '../'));
  app.get(
    '/docs',
    lazily(async () => (await import('../routes/operations/get-docs.tsx')).getDocsHandler({ readAssets, describeApi })),
  );
  app.get('/openapi.json', async (c) => c.json(await describeApi(baseUrl(c))));
  app.get('/ui/:name', getAssetHandler(readAssets));
}

/** A handler whose code is loaded at its first request: a function that starts for an API call never needs the pages. */
function lazily(load: () => Promise<Handler<HttpEnvironment>>): Handler<HttpEnvironment> {
  return async (c, next) => (await load())(c, next);
}
