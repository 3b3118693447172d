import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../../shared/config/load-config.ts';
import { SETTINGS, type SettingName } from '../../shared/config/settings.ts';

const ALL = Object.keys(SETTINGS) as SettingName[];

describe('loadConfig', () => {
  test('gives the defaults of a laptop for an empty environment', () => {
    const config = loadConfig({}, ALL);
    expect(config).toMatchObject({
      DEPECHE_TRANSLATOR: 'local',
      DEPECHE_TABLE: 'depeche',
      DEPECHE_PORT: 8787,
      DEPECHE_DATA_DIR: '.depeche',
      DEPECHE_PRICE_PER_MILLION: 15,
      DEPECHE_CORS_ORIGINS: [],
      LOG_LEVEL: 'info',
    });
    expect(config.DEPECHE_MONTHLY_CHARACTER_BUDGET).toBeUndefined();
  });

  test('reads numbers, lists, levels and takes an empty variable for unset', () => {
    const config = loadConfig(
      {
        DEPECHE_PORT: '9000',
        DEPECHE_MONTHLY_CHARACTER_BUDGET: '2000000',
        DEPECHE_CORS_ORIGINS: 'https://a.example, https://b.example',
        LOG_LEVEL: 'WARN',
        DEPECHE_TABLE: ' ',
      },
      ALL,
    );
    expect(config).toMatchObject({
      DEPECHE_PORT: 9000,
      DEPECHE_MONTHLY_CHARACTER_BUDGET: 2_000_000,
      DEPECHE_CORS_ORIGINS: ['https://a.example', 'https://b.example'],
      LOG_LEVEL: 'warn',
      DEPECHE_TABLE: 'depeche',
    });
  });

  test('lists every bad setting by name and never its value', () => {
    const secret = 'hunter2-secret';
    const bad = {
      DEPECHE_TRANSLATOR: secret,
      DEPECHE_PORT: secret,
      DEPECHE_PRICE_PER_MILLION: secret,
      DEPECHE_PUBLIC_URL: `ftp://${secret}`,
      DEPECHE_TABLE: 'x',
      DEPECHE_BUS: secret.repeat(40),
      DEPECHE_RESULT_TTL_DAYS: '0',
    };
    let thrown: unknown;
    try {
      loadConfig(bad, ALL);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ConfigError);
    const { message, problems } = thrown as ConfigError;
    expect(problems.map(({ name }) => name).sort()).toEqual(Object.keys(bad).sort());
    expect(message).not.toContain(secret);
    expect(message).toContain('DEPECHE_TRANSLATOR: must be one of amazon, bedrock, openai, local');
    expect(message).toContain('DEPECHE_RESULT_TTL_DAYS: must be a whole number from 1 to 3650');
    expect(message).toContain('DEPECHE_PUBLIC_URL: must be an http(s) URL');
  });

  test.each([',', 'desk,', 'desk,,wire', 'desk, desk', 'two words', 'clé', 'k'.repeat(257)])(
    'takes no list of keys such as %j, and repeats none of it',
    (list) => {
      expect(() => loadConfig({ DEPECHE_API_KEYS: list }, ALL)).toThrow(/DEPECHE_API_KEYS: must be different keys/);
      expect(() => loadConfig({ DEPECHE_API_KEYS: list }, ALL)).not.toThrow(/desk|two words|clé|kkk/);
    },
  );

  test('reads keys, with spaces around them or none', () => {
    expect(loadConfig({ DEPECHE_API_KEYS: 'desk , wire' }, ALL).DEPECHE_API_KEYS).toEqual(['desk', 'wire']);
    expect(loadConfig({}, ALL).DEPECHE_API_KEYS).toEqual([]);
  });

  test('asks only for what a way in names', () => {
    expect(loadConfig({ DEPECHE_PORT: 'nonsense' }, ['LOG_LEVEL'])).toEqual({ LOG_LEVEL: 'info' });
  });

  test('names a setting that is required and missing beside the bad ones', () => {
    expect(() => loadConfig({ LOG_LEVEL: 'loud' }, ['DEPECHE_TABLE', 'LOG_LEVEL'], ['DEPECHE_TABLE'])).toThrow(
      /DEPECHE_TABLE: is needed and not set\n {2}LOG_LEVEL: must be one of/,
    );
  });
});
