import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OpenApiDocument, OpenApiOperation } from '../../../../functions/http/ui/reference/openapi-document.ts';
import { startApp } from '../start-app.ts';

interface Schema {
  [member: string]: unknown;
}

/** A value that the document shows or falls back to, with the schema it is said to follow. */
interface Example {
  /** JSON Pointer of the schema. */
  at: string;
  schema: Schema;
  value: unknown;
}

let source: string;
let document: { components: { schemas: Record<string, Schema> } } & Record<string, unknown>;

beforeAll(async () => {
  const { app } = await startApp({ http: { readInvocation: () => ({ basePath: '/prod' }) } });
  source = await (await app.request('https://desk.example/openapi.json')).text();
  document = JSON.parse(source);
});

test('keeps the rules that linters have for OpenAPI documents', async () => {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
});

test('says where the service is and that a key may be asked for', () => {
  expect(document).toMatchObject({
    servers: [{ url: 'https://desk.example/prod' }],
    security: [{ apiKey: [] }, {}],
    components: { securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' } } },
  });
});

test('names the headers that go with an answer, and those that ask for it', () => {
  const { paths } = document as unknown as OpenApiDocument;
  const namesOf = (operation: OpenApiOperation | undefined) =>
    (operation?.parameters ?? []).filter(({ in: place }) => place === 'header').map(({ name }) => name);
  expect(namesOf(paths['/v1/articles']?.post)).toEqual(['prefer']);
  expect(namesOf(paths['/v1/articles/{id}']?.get)).toEqual(['if-none-match']);
  expect(paths['/v1/articles/{id}']?.get?.responses).toMatchObject({
    '200': { headers: { etag: {} } },
    '304': { headers: { etag: {} } },
    '503': { headers: { 'retry-after': { schema: { type: 'integer' } } } },
  });
  expect(paths['/v1/articles']?.post?.responses).toMatchObject({
    '202': { headers: { location: {}, 'retry-after': {} } },
    '429': { headers: { 'retry-after': {} } },
  });
});

describe('for an independent validator', () => {
  // Strict, but for `required` of members that a neighbouring `properties` declares.
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true, discriminator: true });
  addFormats.default(ajv);
  ajv.addKeyword('components');
  beforeAll(() => {
    ajv.addSchema({ $id: 'document', components: document.components });
  });

  /** Against the components as they are compiled once, when a schema first asks for them. */
  const validate = ({ schema, value }: Pick<Example, 'schema' | 'value'>) => {
    const referring = JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/'));
    const check = ajv.compile(referring);
    return check(value) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  const asArticle = (value: unknown) =>
    validate({ schema: { $ref: '#/components/schemas/ArticleInput' }, value }).length === 0;

  test('every example and every default follows its schema', () => {
    const examples = findExamples(document);
    expect(examples.length).toBeGreaterThan(10);
    const wrong = examples.flatMap((example) => validate(example).map((error) => `${example.at}: ${error}`));
    expect(wrong).toEqual([]);
  });

  test.each([
    { text: 'Le port a rouvert.' },
    { id: 'été:2026~1', url: 'https://www.example.com/à-la-une?x=1', text: 'Le port a rouvert.' },
    { html: '<p>Le port a rouvert.</p>', publishedAt: '2026-03-03' },
    { html: '<p>Le port a rouvert.</p>', publishedAt: '2026-03-03T08:12:00+01:00', target: 'pt-PT' },
  ])('takes %j', (article) => {
    expect(asArticle(article)).toBe(true);
  });

  test.each([
    {},
    { text: 'a', html: '<p>a</p>' },
    { text: 'a', id: '/etc/passwd' },
    { text: 'a', url: 'https://www.example.com/a b' },
    { text: 'a', summary: { sentences: 11 } },
  ])('refuses %j', (article) => {
    expect(asArticle(article)).toBe(false);
  });
});

/** Wherever a document holds them: in schemas, parameters and media types. */
function findExamples(node: unknown, at = '#'): Example[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => findExamples(item, `${at}/${index}`));
  if (typeof node !== 'object' || node === null) return [];
  const holder = node as Schema & { schema?: Schema; examples?: unknown; example?: unknown; default?: unknown };
  const schema = holder.schema ?? holder;
  const named = Object.values(Array.isArray(holder.examples) ? {} : (holder.examples ?? {})) as { value: unknown }[];
  const values = [
    ...(Array.isArray(holder.examples) ? holder.examples : named.map(({ value }) => value)),
    ...('example' in holder ? [holder.example] : []),
    ...('default' in holder && 'type' in schema ? [holder.default] : []),
  ];
  const inside = Object.entries(node).flatMap(([key, value]) =>
    key === 'examples' || key === 'example' || key === 'default' ? [] : findExamples(value, `${at}/${key}`),
  );
  return [...values.map((value) => ({ at, schema, value })), ...inside];
}
