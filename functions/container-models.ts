import { join } from 'node:path';
import { createModelStore } from '../shared/adapters/model-store/create-model-store.ts';
import type { ModelStore } from '../shared/ports/model-store.ts';

/** The neural models of this machine, in its data directory. */
export function openModels(config: {
  DEPECHE_DATA_DIR: string;
  DEPECHE_MODEL_MIRROR?: string | undefined;
}): ModelStore {
  return createModelStore({ directory: join(config.DEPECHE_DATA_DIR, 'models'), mirror: config.DEPECHE_MODEL_MIRROR });
}
