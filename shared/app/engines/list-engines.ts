import type { EngineName } from '../../core/engine-names.ts';
import { DepecheError } from '../../core/errors.ts';
import type { TranslationEngine } from '../../ports/engines/translator.ts';
import type { AppDependencies } from '../dependencies.ts';
import { knownTargets } from '../translation/known-targets.ts';
import { withEngine } from './choose-engine.ts';

/** An engine that a request may choose. */
export interface OfferedEngine extends Pick<TranslationEngine, 'id' | 'quality' | 'model'> {
  name: EngineName;
  /** Whether requests that name none get it. */
  isDefault: boolean;
  /** Sorted; absent where the engine does not tell. */
  targets?: readonly string[] | undefined;
}

export type ListEngines = () => Promise<OfferedEngine[]>;

/** The engines that requests may choose, the stage's own first; without those that cannot be opened now. */
export function createListEngines(deps: AppDependencies): ListEngines {
  const describe = async (name: EngineName): Promise<OfferedEngine[]> => {
    try {
      const chosen = await withEngine(deps, name);
      const { id, quality, model } = chosen.translator.engine;
      const targets = await knownTargets(chosen);
      return [{ name, isDefault: name === deps.engines.own, id, quality, model, targets }];
    } catch (error) {
      if (!(error instanceof DepecheError)) throw error;
      deps.logger.warn('An engine that is allowed cannot be had', { engine: name, code: error.code });
      return [];
    }
  };
  return async () => (await Promise.all(deps.engines.allowed.map(describe))).flat();
}
