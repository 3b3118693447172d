import { cpSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE_CODE_FOLDER } from './bundle-layout.ts';
import { pageAssets } from './bundle-functions.ts';
import { LOCAL_ENGINE_WORKER, SHIPPED_MODELS } from './pack-local-engine.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'dist/package');

/** The client's types, which need no file but this one and Hono's client: `tsc -p tsconfig.client.json` writes them. */
const CLIENT_TYPES = 'dist/types/functions/client/create-client.d.ts';

/**
 * What the npm package holds: the command and the typed client as JavaScript, the threads of texts and of the neural engine and the
 * model that ships, laid out as in the repository. Dependencies stay packages of their own.
 */
rmSync(FOLDER, { recursive: true, force: true });
await build({
  absWorkingDir: ROOT,
  entryPoints: {
    cli: 'functions/cli/index.ts',
    client: 'functions/client/create-client.ts',
    'text-thread': 'functions/wiring/text/text-thread.ts',
  },
  outdir: join(FOLDER, BUNDLE_CODE_FOLDER),
  outExtension: { '.js': '.mjs' },
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  plugins: [pageAssets],
  target: 'node20',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  logLevel: 'error',
});
cpSync(join(ROOT, LOCAL_ENGINE_WORKER), join(FOLDER, BUNDLE_CODE_FOLDER, basename(LOCAL_ENGINE_WORKER)));
for (const model of SHIPPED_MODELS) cpSync(join(ROOT, model), join(FOLDER, model), { recursive: true });
cpSync(join(ROOT, CLIENT_TYPES), join(FOLDER, BUNDLE_CODE_FOLDER, 'client.d.mts'));
