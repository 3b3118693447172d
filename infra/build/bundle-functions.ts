import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { BUNDLE_CODE_FOLDER, BUNDLE_GLOSSARY, BUNDLE_NOTICES } from './bundle-layout.ts';
import { documentApart, isMadeUp, pageAssets, sdkToStart, startInOneFile, zodToParse } from './bundle-plugins.ts';
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
  const inputs = Object.keys(metafile.inputs).filter((input) => !isMadeUp(input));
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
