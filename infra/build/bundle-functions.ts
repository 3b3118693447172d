import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
import { BUNDLE_CODE_FOLDER, BUNDLE_GLOSSARY, BUNDLE_NOTICES } from './bundle-layout.ts';
import type { ModelToPack } from './find-local-model.ts';
import { ENGINE_PACKAGE, packLocalEngine } from './pack-local-engine.ts';
import { writeNotices } from './third-party-notices.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** How everything is bundled that Node runs: ES modules, what is imported lazily in files of its own. */
export const NODE_BUNDLE = {
  absWorkingDir: ROOT,
  outExtension: { '.js': '.mjs' },
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  // Every Node.js we run on knows them, and esbuild would make a pattern with \p{L} anew at each use.
  supported: { 'regexp-unicode-property-escapes': true },
  logLevel: 'error',
} as const;

/** What a function loads before its first request; a longer start is a build failure. */
export const MAX_EAGER_BYTES = 650_000;

/** Code of the local engines: only where a stage asks for one. */
const LOCAL_ENGINE_CODE = [
  './models.ts',
  '../../shared/adapters/model-store/*',
  '../../shared/adapters/translator-bergamot/*',
  '../../shared/adapters/translator-phrase/*',
];

/**
 * Dependencies that are CommonJS ask for Node's modules with `require`, which ES modules lack. The long name is out of the
 * minifier's way.
 */
const BANNER =
  "import{createRequire as createBundleRequire}from'node:module';const require=createBundleRequire(import.meta.url);";

/** Modules that the build makes up: around what is imported lazily, and in place of what is loaded apart or not whole. */
const LAZY = 'lazy';
const APART = 'apart';
const NARROW = 'narrow';

/**
 * zod brings its messages in fifty languages, 260 KB, and what writes JSON Schema, 9 KB: the API's messages are in English,
 * and its document has a generator of its own.
 */
const zodToParse: Plugin = {
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

const documentApart: Plugin = {
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

const sdkToStart: Plugin = {
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
const startInOneFile = (entry: string): Plugin => ({
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

export interface BundleOptions {
  name: string;
  /** Entry file, relative to the repository. */
  entry: string;
  /** Folder to be deployed; emptied first. */
  folder: string;
  /** Whether the engines of a laptop and their model go with it. */
  withLocalEngine: boolean;
  /** The model for it, instead of the best one that ships. */
  localModel?: ModelToPack | undefined;
  /** Content of the newsroom's terms, shipped beside the code. */
  glossary: Uint8Array | undefined;
}

export interface BundleReport {
  name: string;
  folder: string;
  /** Minified code that is loaded at start. */
  eagerBytes: number;
  eagerFiles: number;
  /** Parts that wait for their first use, by what they are for. */
  lazyChunks: readonly { name: string; bytes: number }[];
}

/**
 * Bundles one function with the SDK it was tested with, minified, with source maps; what it imports lazily stays in files
 * of its own. Throws an `Error` when the part loaded at start passes `MAX_EAGER_BYTES`.
 */
export async function bundleFunction(options: BundleOptions): Promise<BundleReport> {
  const { name, entry, folder, withLocalEngine, localModel, glossary } = options;
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    ...NODE_BUNDLE,
    entryPoints: { index: entry },
    outdir: join(folder, BUNDLE_CODE_FOLDER),
    minify: true,
    // The ES modules of the SDK leave out what is not used; esbuild would take the CommonJS ones.
    mainFields: ['module', 'main'],
    plugins: [zodToParse, documentApart, sdkToStart, pageAssets, startInOneFile(join(ROOT, entry))],
    target: 'node24',
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'external',
    metafile: true,
    banner: { js: BANNER },
    external: withLocalEngine ? [] : LOCAL_ENGINE_CODE,
  });
  if (withLocalEngine) packLocalEngine(ROOT, folder, localModel);
  if (glossary) writeFileSync(join(folder, BUNDLE_GLOSSARY), glossary);
  const packed = withLocalEngine ? [`${ENGINE_PACKAGE}/package.json`] : [];
  const inputs = Object.keys(metafile.inputs).filter(
    (input) => !input.startsWith(`${LAZY}:`) && !input.startsWith(`${APART}:`),
  );
  writeFileSync(join(folder, BUNDLE_NOTICES), writeNotices(ROOT, [...inputs, ...packed]));
  const report = { name, folder, ...measure(metafile) };
  if (report.eagerBytes > MAX_EAGER_BYTES) {
    throw new Error(`${name}: ${report.eagerBytes} bytes are loaded at start, at most ${MAX_EAGER_BYTES} may be.`);
  }
  return report;
}

/** Folders of the entries below `functions/`. */
export type FunctionName = 'http' | 'events' | 'pre-traffic' | 'probe';

/** Bundles every function below `folder`. */
export async function bundleFunctions(
  folder: string,
  options: Pick<BundleOptions, 'withLocalEngine' | 'localModel' | 'glossary'>,
): Promise<Record<FunctionName, BundleReport>> {
  const bundle = (name: FunctionName, settings = options) =>
    bundleFunction({ name, entry: `functions/${name}/index.ts`, folder: join(folder, name), ...settings });
  const [http, events, preTraffic, probe] = await Promise.all([
    bundle('http'),
    bundle('events'),
    bundle('pre-traffic'),
    bundle('probe', { withLocalEngine: false, glossary: undefined }),
  ]);
  return { http, events, 'pre-traffic': preTraffic, probe };
}

function measure({ outputs }: Metafile): Omit<BundleReport, 'name' | 'folder'> {
  const entry = Object.entries(outputs).find(([, output]) => output.entryPoint?.endsWith('/index.ts'))?.[0];
  const eager = new Set<string>();
  const follow = (path: string | undefined) => {
    if (path === undefined || eager.has(path) || !outputs[path]) return;
    eager.add(path);
    for (const { path: next, kind } of outputs[path].imports) if (kind === 'import-statement') follow(next);
  };
  follow(entry);
  const code = Object.entries(outputs).filter(([path]) => path.endsWith('.mjs'));
  const bytesOf = (parts: typeof code) => parts.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  return {
    eagerBytes: bytesOf(code.filter(([path]) => eager.has(path))),
    eagerFiles: eager.size,
    lazyChunks: code
      .filter(([path]) => !eager.has(path))
      .map(([path, { bytes }]) => ({ name: path.slice(path.lastIndexOf('/') + 1), bytes }))
      .sort((a, b) => b.bytes - a.bytes),
  };
}
