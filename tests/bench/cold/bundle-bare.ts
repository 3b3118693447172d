import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles the bare clients the way a function that has nothing else would be. Returns the file. */
export async function bundleBareClients(folder: string): Promise<string> {
  await build({
    entryPoints: { index: join(import.meta.dirname, 'bare-clients.ts') },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node24',
    logLevel: 'error',
  });
  return 'index.mjs';
}
