import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { UiAssets } from './assets.ts';

const SCRIPT_ENTRY = fileURLToPath(new URL('../browser/index.tsx', import.meta.url));
const STYLE_ENTRY = fileURLToPath(new URL('../style/index.css', import.meta.url));

/** Browsers of the last three years; what the style sheet and the script are lowered to. */
const TARGETS = ['chrome115', 'firefox115', 'safari16.4'];

/** The script holds code of Hono, whose licence asks that its notice goes with every copy. */
const NOTICE =
  '/*! Contains Hono. Copyright (c) 2021 - present, Yusuke Wada and Hono contributors. MIT: https://github.com/honojs/hono/blob/main/LICENSE */';

/**
 * Bundles script and style sheet. `npm start` calls this at the first request, the build for Lambda writes the answer
 * as JSON beside the function; only those two need esbuild.
 */
export async function buildAssets(): Promise<UiAssets> {
  const { outputFiles } = await build({
    entryPoints: { script: SCRIPT_ENTRY, style: STYLE_ENTRY },
    outdir: 'ui',
    bundle: true,
    minify: true,
    format: 'iife',
    target: TARGETS,
    banner: { js: NOTICE },
    charset: 'utf8',
    write: false,
    logLevel: 'silent',
    // The server renders the same components with hono/jsx; here they make DOM nodes.
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'hono/jsx/dom' } },
  });
  const textOf = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  return { script: textOf('.js'), style: textOf('.css') };
}
