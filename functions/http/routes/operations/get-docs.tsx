import type { Handler } from 'hono';
import { html } from 'hono/html';
import type { HttpEnvironment } from '../../environment.ts';
import type { NamedAssets } from '../../ui/page/assets.ts';
import { Document } from '../../ui/page/document.tsx';
import { Masthead } from '../../ui/page/masthead.tsx';
import { MESSAGES } from '../../ui/text/messages.ts';
import type { OpenApiDocument } from '../../ui/reference/openapi-document.ts';
import { ReferencePage } from '../../ui/reference/reference-page.tsx';

interface DocsDependencies {
  readAssets: () => Promise<NamedAssets>;
  describeApi: () => Promise<OpenApiDocument>;
}

/** The API reference; English alone, and without a script. */
export const getDocsHandler =
  ({ readAssets, describeApi }: DocsDependencies): Handler<HttpEnvironment> =>
  async (c) => {
    const baseUrl = `${new URL(c.req.url).origin}${c.get('invocation').basePath ?? ''}`;
    const page = (
      <Document title="API reference · Dépêche" language="en" assets={await readAssets()} root="./" hasScript={false}>
        <Masthead messages={MESSAGES.en} root="./" current="reference" />
        <ReferencePage document={await describeApi()} baseUrl={baseUrl} />
      </Document>
    );
    c.header('cache-control', 'no-cache');
    return c.html(html`<!doctype html>${page}`);
  };
