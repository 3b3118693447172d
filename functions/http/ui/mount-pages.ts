import type { OpenAPIHono } from '@hono/zod-openapi';
import type { HttpEnvironment } from '../environment.ts';
import { getAssetHandler } from '../routes/get-asset.ts';
import { getDocsHandler } from '../routes/get-docs.tsx';
import { getPageHandler } from '../routes/get-page.tsx';
import { createAssetReader, type UiAssets } from './assets.ts';
import type { OpenApiDocument } from './reference/openapi-document.ts';

interface PageDependencies {
  loadAssets: () => Promise<UiAssets>;
  describeApi: () => OpenApiDocument;
}

/** Puts the page, the reference and their assets on the app; none of it stands in the OpenAPI document. */
export function mountPages(app: OpenAPIHono<HttpEnvironment>, { loadAssets, describeApi }: PageDependencies): void {
  const readAssets = createAssetReader(loadAssets);
  app.get('/', getPageHandler({ view: 'edit', root: './', readAssets }));
  app.get('/library', getPageHandler({ view: 'library', root: './', readAssets }));
  app.get('/a/:id', getPageHandler({ view: 'read', root: '../', readAssets }));
  app.get('/docs', getDocsHandler({ readAssets, describeApi }));
  app.get('/ui/:name', getAssetHandler(readAssets));
}
