import type { EngineName } from '../../../shared/core/engine-names.ts';
import type { Engines } from '../../../shared/ports/engines/engines.ts';
import { createMemoryTranslator, type MemoryTranslatorOptions } from '../../support/translator-memory.ts';

/** Amazon as the stage's own engine and a free local one that knows English alone, both in memory, as results name them. */
export function severalEngines(options: { amazon?: MemoryTranslatorOptions; local?: MemoryTranslatorOptions } = {}) {
  const amazon = createMemoryTranslator({ engine: { id: 'amazon-translate' }, ...options.amazon });
  const free = { id: 'phrase', quality: 'draft', usdPerMillionCharacters: 0 } as const;
  const local = createMemoryTranslator({ engine: free, targets: ['en'], ...options.local });
  const engines: Engines = {
    own: 'amazon',
    allowed: ['amazon', 'local'],
    open: async (name: EngineName) => (name === 'local' ? local : amazon),
  };
  return { amazon, local, engines, translator: amazon };
}
