import { OpenApiGeneratorV31, type OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import { SERVICE_VERSION } from '../../../../shared/config/constants.ts';
import type { ErrorCode } from '../../../../shared/core/errors.ts';
import { listOperations, type OpenApiDocument, type OpenApiOperation } from './openapi-document.ts';

const API_DESCRIPTION = {
  openapi: '3.1.0',
  info: {
    title: 'Dépêche',
    version: SERVICE_VERSION,
    description:
      'French news articles in; cleaned, translated and summarised articles out. Each sentence is paid once. Parameters ' +
      'of a query and members of a body that an operation does not know are refused (`invalid-request`), with the nearest name.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  // A deployed service asks for a key, and one that other machines reach; the one on a laptop does without.
  security: [{ apiKey: [] }, {}],
};

const API_KEY = {
  type: 'apiKey',
  in: 'header',
  name: 'x-api-key',
  description:
    'The stack’s output names the first key; `npm start` asks for one where DEPECHE_HOST lets other machines in.',
};

/** The OpenAPI document of an app's routes, for the service at `baseUrl`, a gateway's stage included. */
export function describeApi({ definitions }: Pick<OpenAPIRegistry, 'definitions'>, baseUrl: string): OpenApiDocument {
  const description = { ...API_DESCRIPTION, servers: [{ url: baseUrl }] };
  const generated: object = new OpenApiGeneratorV31(definitions).generateDocument(description);
  // The generator types its document more widely than what it writes for the routes of this app.
  const document = JSON.parse(JSON.stringify(generated), withoutFlags) as OpenApiDocument;
  document.components.securitySchemes = { apiKey: API_KEY };
  for (const { method, operation } of listOperations(document)) {
    addForbidden(operation);
    // As `refuseUnknownParameters` judges the query.
    const isJudged = method !== 'GET' || operation.parameters?.some(({ in: place }) => place === 'query');
    if (isJudged) addAnswer(operation, '422', 'invalid-request');
    addHeaders(operation);
  }
  return document;
}

const ETAG = { description: 'Of this answer, for If-None-Match.', schema: { type: 'string' } };
const RETRY_AFTER = { description: 'Seconds after which to try again.', schema: { type: 'integer', minimum: 0 } };

/** The headers that go with an answer: what it says with them, and what asks for it. */
function addHeaders(operation: OpenApiOperation): void {
  const { responses } = operation;
  const asks = (name: string, description: string) => {
    operation.parameters = [
      ...(operation.parameters ?? []),
      { name, in: 'header', required: false, description, schema: { type: 'string' } },
    ];
  };
  if (responses['202']) asks('prefer', '`respond-async`: 202 at once, and the work in the background (RFC 7240).');
  if (responses['304']) asks('if-none-match', 'The ETag of an earlier answer: 304 where it has not changed.');
  for (const [status, response] of Object.entries(responses)) {
    if (status === '429' || status === '503') response.headers = { 'retry-after': RETRY_AFTER };
    if (responses['304'] && (status === '200' || status === '304')) response.headers = { etag: ETAG };
  }
}

/** Whoever asks for keys refuses on every operation, whatever it declares; but for those that are open to all. */
function addForbidden(operation: OpenApiOperation): void {
  if (operation.security?.length !== 0) addAnswer(operation, '403', 'forbidden');
}

/** A problem that any operation may answer, where it does not declare one of that status itself. */
function addAnswer({ responses }: OpenApiOperation, status: string, code: ErrorCode): void {
  const { content } = responses['500'] ?? {};
  responses[status] ??= { description: `\`${code}\``, ...(content ? { content } : {}) };
}

/** The generator writes a pattern with the flags of its regular expression, which JSON Schema has no place for. */
function withoutFlags(key: string, value: unknown): unknown {
  return key === 'pattern' && typeof value === 'string' ? value.replace(/\/[dgimsuvy]+$/, '') : value;
}
