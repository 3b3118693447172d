import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createModelStore } from '../../shared/adapters/model-store/create-model-store.ts';
import type { ModelStore } from '../../shared/ports/engines/model-store.ts';

/** Where a neural model lies that ships with the service. */
const SHIPPED_MODEL = fileURLToPath(new URL('../../shared/models/fr-en', import.meta.url));

/** The neural models of this machine: those in its data directory and the one that ships, if there is one. */
export function openModels(config: {
  DEPECHE_DATA_DIR: string;
  DEPECHE_MODEL_MIRROR?: string | undefined;
  DEPECHE_MODEL_REGISTRY?: string | undefined;
}): ModelStore {
  return createModelStore({
    directory: join(config.DEPECHE_DATA_DIR, 'models'),
    shippedDirectory: SHIPPED_MODEL,
    mirror: config.DEPECHE_MODEL_MIRROR,
    registry: config.DEPECHE_MODEL_REGISTRY,
  });
}
