import { describe, expect, test } from 'vitest';
import {
  loadCliConfig,
  loadEventsConfig,
  loadHttpConfig,
  loadLocalConfig,
  loadModelsConfig,
  loadQueueConfig,
} from '../../shared/config/service-config.ts';
import { findUnknownVariables } from '../../shared/config/unknown-variables.ts';

describe('a variable that is named like a setting and is none', () => {
  const env = { DEPECHE_BUGDET: 'secret', DEPECHE_TRANSLATER: 'secret', DEPECHE_EMPTY: ' ', PATH: '/bin' };
  const told = /DEPECHE_BUGDET: is not known[\s\S]*DEPECHE_TRANSLATER: is not known; did you mean DEPECHE_TRANSLATOR\?/;

  test.each(Object.entries({ loadLocalConfig, loadCliConfig, loadModelsConfig, loadQueueConfig }))(
    'is refused by %s, without its value',
    (_, load) => {
      expect(() => load(env)).toThrow(told);
      expect(() => load(env)).not.toThrow('secret');
    },
  );

  test('is led to the keys of a laptop', () => {
    expect(() => loadLocalConfig({ DEPECHE_API_KEYZ: 'secret' })).toThrow(/did you mean DEPECHE_API_KEYS\?/);
  });

  test('is told with the settings that are bad', () => {
    expect(() => loadLocalConfig({ ...env, DEPECHE_PORT: 'x' })).toThrow(/TRANSLATER[\s\S]*DEPECHE_PORT: must be/);
  });

  test('stops no function, whose code and environment change in two steps', () => {
    const names = {
      DEPECHE_TABLE: 'table',
      DEPECHE_INBOX_BUCKET: 'bucket',
      DEPECHE_BUS: 'bus',
      DEPECHE_QUEUE_URL: 'https://queue.example/articles',
      DEPECHE_DEAD_LETTER_QUEUE_URL: 'https://queue.example',
    };
    for (const load of [loadHttpConfig, loadEventsConfig]) {
      expect(load({ ...env, ...names }).unknownVariables.map(({ name }) => name)).toEqual([
        'DEPECHE_BUGDET',
        'DEPECHE_TRANSLATER',
      ]);
    }
  });

  test('is not one that tests and benchmarks read', () => {
    const names = ['API_KEY', 'E2E_OUTPUTS', 'E2E_API_KEY', 'FUZZ_FACTOR', 'ENDURANCE_SECONDS', 'TRAIN_DIR', 'PORT'];
    expect(findUnknownVariables(Object.fromEntries(names.map((name) => [`DEPECHE_${name}`, '1'])))).toEqual([]);
  });
});
