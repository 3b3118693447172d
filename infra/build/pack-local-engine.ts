import { cpSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BUNDLE_CODE_FOLDER } from './bundle-layout.ts';
import type { ModelToPack } from './find-local-model.ts';

/** The neural engine's package, which is no part of any bundle: its thread reads script and WebAssembly as files. */
export const ENGINE_PACKAGE = 'node_modules/@browsermt/bergamot-translator';

/** What that thread needs of the package; the rest is for browsers. */
const ENGINE_FILES = [
  'package.json',
  'worker/bergamot-translator-worker.js',
  'worker/bergamot-translator-worker.wasm',
].map((file) => `${ENGINE_PACKAGE}/${file}`);

/** The thread's own code; the adapter looks for it beside the chunk that it was bundled into. */
export const LOCAL_ENGINE_WORKER = 'shared/adapters/translator-bergamot/bergamot-worker.mjs';

/** Where the service looks for a neural model that ships. */
const NEURAL_MODEL = 'shared/models/fr-en';

/** Models that may ship, the better one first. */
const MODELS = [NEURAL_MODEL, 'shared/models/fr-en-phrase'];

/** Those that are in the repository. */
export const SHIPPED_MODELS = MODELS.filter((path) => existsSync(join(import.meta.dirname, '../..', path)));

/**
 * Puts what the local engines need and no bundler sees beside the code in a function's package: the worker, the engine
 * and one model: the given one, or the best of the repository. The package mirrors the repository, so that each is found
 * where it is here.
 */
export function packLocalEngine(root: string, folder: string, model: ModelToPack | undefined): void {
  for (const path of ENGINE_FILES) cpSync(join(root, path), join(folder, path));
  if (model) {
    for (const file of model.files) cpSync(join(model.directory, file), join(folder, NEURAL_MODEL, file));
  } else {
    const shipped = MODELS.find((path) => existsSync(join(root, path)));
    if (shipped === undefined) throw new Error(`No model is there to ship; looked for ${MODELS.join(' and ')}.`);
    cpSync(join(root, shipped), join(folder, shipped), { recursive: true });
  }
  cpSync(join(root, LOCAL_ENGINE_WORKER), join(folder, BUNDLE_CODE_FOLDER, basename(LOCAL_ENGINE_WORKER)));
}
