import { describe, expect, test } from 'vitest';
import { loadCliConfig, loadHttpConfig, loadLocalConfig } from '../../shared/config/service-config.ts';

describe('a fallback', () => {
  test.each([
    [{ DEPECHE_TRANSLATOR_FALLBACK: 'local' }, 'local'],
    [{ DEPECHE_TRANSLATOR: 'amazon', DEPECHE_TRANSLATOR_FALLBACK: 'amazon' }, 'amazon'],
    [
      { DEPECHE_TRANSLATOR: 'local', DEPECHE_ENGINES_ALLOWED: 'local', DEPECHE_TRANSLATOR_FALLBACK: ' local ' },
      'local',
    ],
  ])('that is the only engine is refused: %j', (env, engine) => {
    for (const load of [loadLocalConfig, loadCliConfig]) {
      expect(() => load(env)).toThrow(
        `DEPECHE_TRANSLATOR_FALLBACK: must be another engine than the only one, ${engine}`,
      );
    }
  });

  test.each([
    {},
    { DEPECHE_TRANSLATOR_FALLBACK: 'none' },
    { DEPECHE_TRANSLATOR_FALLBACK: 'amazon' },
    { DEPECHE_TRANSLATOR: 'amazon', DEPECHE_TRANSLATOR_FALLBACK: 'local' },
    // Of the other engine that a request may choose.
    { DEPECHE_TRANSLATOR: 'amazon', DEPECHE_ENGINES_ALLOWED: 'local', DEPECHE_TRANSLATOR_FALLBACK: 'amazon' },
  ])('of another engine is none to refuse: %j', (env) => {
    for (const load of [loadLocalConfig, loadCliConfig]) expect(() => load(env)).not.toThrow();
  });

  test('refuses nothing in a function, whose stage was refused when it was made', () => {
    expect(() => loadHttpConfig({ DEPECHE_TABLE: 'table', DEPECHE_TRANSLATOR_FALLBACK: 'amazon' })).not.toThrow();
  });
});
