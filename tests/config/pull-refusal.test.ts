import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../shared/config/load-config.ts';
import { loadCliConfig, loadLocalConfig, loadModelsConfig } from '../../shared/config/service-config.ts';

describe.each([
  ['npm start', loadLocalConfig],
  ['the command line', loadCliConfig],
])('whether %s may fetch a model', (_, load) => {
  test.each([
    [{}, undefined],
    [{ DEPECHE_MODEL_PULL: 'auto', CI: '' }, undefined],
    [{ CI: 'false' }, undefined],
    [{ CI: '0' }, undefined],
    [{ CI: 'true' }, 'CI is set'],
    [{ CI: '1', DEPECHE_MODEL_PULL: 'auto' }, 'CI is set'],
    [{ DEPECHE_MODEL_PULL: 'off' }, 'DEPECHE_MODEL_PULL=off'],
    [{ DEPECHE_TRANSLATOR: 'amazon' }, 'an engine was chosen'],
    [{ DEPECHE_TRANSLATOR: 'local', CI: 'true' }, 'an engine was chosen'],
  ])('%j: %s', (env, refusal) => {
    expect(load(env).pullRefusal).toBe(refusal);
  });

  test('takes two words and no other', () => {
    expect(() => load({ DEPECHE_MODEL_PULL: 'never' })).toThrow(ConfigError);
    expect(() => load({ DEPECHE_MODEL_REGISTRY: 'file:///models.json' })).toThrow('DEPECHE_MODEL_REGISTRY');
  });
});

test('models pull knows the registry', () => {
  expect(loadModelsConfig({ DEPECHE_MODEL_REGISTRY: 'https://models.example/models.json' })).toMatchObject({
    DEPECHE_MODEL_REGISTRY: 'https://models.example/models.json',
  });
});
