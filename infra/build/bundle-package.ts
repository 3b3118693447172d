import { cpSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE_CODE_FOLDER } from './bundle-layout.ts';
import { NODE_BUNDLE } from './bundle-functions.ts';
import { pageAssets } from './bundle-plugins.ts';
import { LOCAL_ENGINE_WORKER, SHIPPED_MODELS } from './pack-local-engine.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** What every entry stands on: the thread of long texts, which is started by its file. */
const TEXT_THREAD = { 'text-thread': 'functions/wiring/text/text-thread.ts' };

/**
 * Bundles entries (source by name) for Node below `folder`, with the threads of texts and of the neural engine and the
 * model that ships, laid out as in the repository. Dependencies stay packages of their own.
 */
export async function bundlePackage(folder: string, entries: Readonly<Record<string, string>>): Promise<void> {
  await build({
    ...NODE_BUNDLE,
    entryPoints: { ...entries, ...TEXT_THREAD },
    outdir: join(folder, BUNDLE_CODE_FOLDER),
    packages: 'external',
    plugins: [pageAssets],
    target: 'node20',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
  });
  cpSync(join(ROOT, LOCAL_ENGINE_WORKER), join(folder, BUNDLE_CODE_FOLDER, basename(LOCAL_ENGINE_WORKER)));
  for (const model of SHIPPED_MODELS) cpSync(join(ROOT, model), join(folder, model), { recursive: true });
}
