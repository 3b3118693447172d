import type { EngineName } from '../../../shared/core/engine-names.ts';
import type { ServiceConfig } from '../../../shared/config/service-config.ts';
import type { Engines } from '../../../shared/ports/engines/engines.ts';
import type { Translator } from '../../../shared/ports/engines/translator.ts';

/** The engines that the settings name; `create` makes one, at its first use. */
export function createEngines(
  { DEPECHE_TRANSLATOR: own, DEPECHE_ENGINES_ALLOWED: others, DEPECHE_TRANSLATOR_FALLBACK: fallback }: EngineSettings,
  create: (name: EngineName) => Promise<Translator>,
): Engines & { close(): Promise<void> } {
  const opened = new Map<EngineName, Promise<Translator>>();
  return {
    own,
    allowed: [...new Set([own, ...others])],
    fallback: fallback === 'none' ? undefined : fallback,
    open(name) {
      const earlier = opened.get(name);
      if (earlier) return earlier;
      const opening = create(name);
      opened.set(name, opening);
      // What could not be opened is tried again by the next who asks.
      opening.catch(() => opened.delete(name));
      return opening;
    },
    /** Closes those that were opened, but for the stage's own, which may have given way to another. */
    async close() {
      const left = [...opened].filter(([name]) => name !== own);
      await Promise.all(left.map(async ([, opening]) => (await opening).close()));
    },
  };
}

type EngineSettings = Pick<
  ServiceConfig,
  'DEPECHE_TRANSLATOR' | 'DEPECHE_ENGINES_ALLOWED' | 'DEPECHE_TRANSLATOR_FALLBACK'
>;
