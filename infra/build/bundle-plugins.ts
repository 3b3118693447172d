import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '../..');

/** Modules that the build makes up: around what is imported lazily, and in place of what is loaded apart or not whole. */
const LAZY = 'lazy';
const APART = 'apart';
const NARROW = 'narrow';

/** Whether an input of the bundler's metafile is such a module, and no file. */
export const isMadeUp = (input: string): boolean => [LAZY, APART, NARROW].some((name) => input.startsWith(`${name}:`));

/**
 * zod brings its messages in fifty languages, 260 KB, and what writes JSON Schema, 9 KB: the API's messages are in English,
 * and its document has a generator of its own.
 */
export const zodToParse: Plugin = {
  name: 'zod-to-parse',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]core[\\/]to-json-schema\.js$/ }, () => ({
      contents: `
        export {
          nothing as createStandardJSONSchemaMethod, nothing as createToJSONSchemaMethod, nothing as extractDefs,
          nothing as finalize, nothing as handleUnrepresentable, nothing as initializeContext, nothing as processSchema,
        };
        const nothing = () => undefined;`,
    }));
  },
};

/**
 * Hono's OpenAPI package comes with the generator of the document, which is loaded apart when somebody asks for that: to
 * declare routes it needs no more than a list. It also adds a method to every kind of schema and hands zod on, which would
 * keep all of zod in the bundle; here schemas are described with zod's own `meta`, and imported from zod itself.
 */
const STAND_INS: Readonly<Record<string, string>> = {
  '@asteasolutions/zod-to-openapi': `
    export class OpenAPIRegistry {
      definitions = [];
      registerPath(route) { this.definitions.push({ type: 'route', route }); }
    }
    export class OpenApiGeneratorV3 {}
    export { OpenApiGeneratorV3 as OpenApiGeneratorV31 };
    export const getOpenApiMetadata = () => ({});
    export const extendZodWithOpenApi = () => {};`,
  zod: 'export const z = {};',
};

export const documentApart: Plugin = {
  name: 'document-apart',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^/ }, ({ path, importer }) =>
      path in STAND_INS && /[\\/]@hono[\\/]zod-openapi[\\/]/.test(importer) ? { path, namespace: APART } : undefined,
    );
    onLoad({ filter: /^/, namespace: APART }, ({ path }) => ({ contents: STAND_INS[path] ?? '' }));
  },
};

/**
 * Modules of the SDK that hand out more than a function needs for its start, and what it gets in their place. The bundler goes
 * by whole files: of a file that the table's client passes, it loads at start what any of the lazy parts takes.
 */
const NARROWED: Readonly<Record<string, { isFor: (importer: string) => boolean; contents: string }>> = {
  /** All of AWS's protocols, and with them XML, queries and CBOR, 20 KB: the table speaks JSON. */
  '@aws-sdk/core/protocols': {
    isFor: (importer) => /[\\/]@aws-sdk[\\/](client-dynamodb|dynamodb-codec)[\\/]/.test(importer),
    contents: `
      export * from '@smithy/core/protocols';
      export { AwsJson1_0Protocol } from './node_modules/@aws-sdk/core/dist-es/submodules/protocols/json/AwsJson1_0Protocol.js';`,
  },
  /** HTTP/1 and HTTP/2, of which Bedrock alone speaks the second; Node.js would have to load it as well. */
  '@smithy/node-http-handler': {
    isFor: (importer) => !/[\\/]@aws-sdk[\\/]client-bedrock-runtime[\\/]/.test(importer),
    contents: `
      export * from './node_modules/@smithy/node-http-handler/dist-es/node-http-handler.js';
      export { streamCollector } from '@smithy/core/serde';`,
  },
};

export const sdkToStart: Plugin = {
  name: 'sdk-to-start',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^@(?:aws-sdk|smithy)\// }, ({ path, importer }) =>
      NARROWED[path]?.isFor(importer) ? { path, namespace: NARROW } : undefined,
    );
    onLoad({ filter: /^/, namespace: NARROW }, ({ path }) => ({
      contents: NARROWED[path]?.contents ?? '',
      resolveDir: ROOT,
    }));
    // Checks what S3 sends in a stream of the web, whose class Node.js would load for it; the handler has Node's own streams.
    onLoad({ filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]createChecksumStream\.browser\.js$/ }, () => ({
      contents: `
        export const createChecksumStream = () => { throw new TypeError('A stream of the web is not checked here.'); };`,
    }));
  },
};

/** Puts the page's script and style sheet, made now, in place of the module that makes them with a bundler. */
export const pageAssets: Plugin = {
  name: 'page-assets',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]http[\\/]ui[\\/]page[\\/]build-assets\.ts$/ }, async ({ path }) => {
      const { buildAssets } = await import(pathToFileURL(path).href);
      return { contents: `export const buildAssets = async () => (${JSON.stringify(await buildAssets())});` };
    }),
};

/**
 * The bundler puts what is loaded at start into one file for each set of lazy parts that share it: twenty files, which
 * take a tenth of the start. Where every lazy part asks for the entry, which is loaded by then, it all falls into one file.
 */
export const startInOneFile = (entry: string): Plugin => ({
  name: 'start-in-one-file',
  setup: ({ onResolve, onLoad, resolve }) => {
    onResolve({ filter: /^/ }, async ({ kind, path, importer, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === LAZY) return undefined;
      const found = await resolve(path, { kind, importer, resolveDir, pluginData: LAZY });
      return found.external || found.errors.length > 0 ? found : { path: found.path, namespace: LAZY };
    });
    onLoad({ filter: /^/, namespace: LAZY }, ({ path }) => ({
      contents: `import ${JSON.stringify(entry)}; export * from ${JSON.stringify(path)};`,
      resolveDir: dirname(path),
    }));
  },
});
