import { OpenApiGeneratorV31, type OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import { SERVICE_VERSION } from '../../../../shared/config/constants.ts';
import type { OpenApiDocument } from './openapi-document.ts';

const API_DESCRIPTION = {
  openapi: '3.1.0',
  info: {
    title: 'Dépêche',
    version: SERVICE_VERSION,
    description:
      'French news articles in; cleaned, translated and summarised articles out. Each sentence is paid once.',
    license: { name: 'Apache-2.0' },
  },
};

/** The OpenAPI document of an app's routes. */
export function describeApi({ definitions }: Pick<OpenAPIRegistry, 'definitions'>): OpenApiDocument {
  const document: object = new OpenApiGeneratorV31(definitions).generateDocument(API_DESCRIPTION);
  // The generator types its document more widely than what it writes for the routes of this app.
  return document as OpenApiDocument;
}
