import { describe, expect, test } from 'vitest';
import { loadLocalConfig } from '../../shared/config/service-config.ts';

describe('an address that other machines reach', () => {
  test.each(['0.0.0.0', '::', '192.168.1.20', '::ffff:127.0.0.1', '128.0.0.1'])(
    'wants keys, and says so in one line: %s',
    (host) => {
      const env = { DEPECHE_HOST: host };
      expect(() => loadLocalConfig(env)).toThrow(/^.*DEPECHE_API_KEYS: is needed where DEPECHE_HOST .*openssl.*$/);
      expect(() => loadLocalConfig({ ...env, DEPECHE_API_KEYS: ' ' })).toThrow(/DEPECHE_API_KEYS: is needed/);
      expect(() => loadLocalConfig({ ...env, DEPECHE_API_KEYS: ',' })).toThrow(/DEPECHE_API_KEYS: must be/);
      expect(loadLocalConfig({ ...env, DEPECHE_API_KEYS: 'desk' })).toMatchObject({ DEPECHE_HOST: host });
    },
  );

  test.each([undefined, '', '127.0.0.1', '127.0.0.2', '::1', 'localhost'])('is not %j', (host) => {
    expect(loadLocalConfig({ DEPECHE_HOST: host })).toMatchObject({ DEPECHE_API_KEYS: [] });
  });

  test.each(['127.1', '0', '0.0.0.0:80', 'depeche.example', '127.0.0.1.evil.example', '127.0.0.300', 'LOCALHOST'])(
    'is none: %s',
    (host) => {
      const env = { DEPECHE_HOST: host, DEPECHE_API_KEYS: 'desk' };
      expect(() => loadLocalConfig(env)).toThrow(/^.*DEPECHE_HOST: must be an IP address.*$/);
    },
  );
});
