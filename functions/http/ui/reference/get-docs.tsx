import type { Handler } from 'hono';
import { html } from 'hono/html';
import { baseUrl, type HttpEnvironment } from '../../environment.ts';
import type { NamedAssets } from '../page/assets.ts';
import { Document } from '../page/document.tsx';
import { Masthead } from '../page/masthead.tsx';
import { MESSAGES } from '../text/messages.ts';
import type { OpenApiDocument } from './openapi-document.ts';
import { ReferencePage } from './reference-page.tsx';

interface DocsDependencies {
  readAssets: () => Promise<NamedAssets>;
  describeApi: (baseUrl: string) => Promise<OpenApiDocument>;
}

/** The API reference; English alone, and without a script. */
export const getDocsHandler =
  ({ readAssets, describeApi }: DocsDependencies): Handler<HttpEnvironment> =>
  async (c) => {
    const url = baseUrl(c);
    const page = (
      <Document title="API reference · Dépêche" language="en" assets={await readAssets()} root="./" hasScript={false}>
        <Masthead messages={MESSAGES.en} root="./" current="reference" />
        <ReferencePage document={await describeApi(url)} baseUrl={url} />
      </Document>
    );
    c.header('cache-control', 'no-cache');
    return c.html(html`<!doctype html>${page}`);
  };
