import { expect, test } from 'vitest';
import { createEngines } from '../../../functions/wiring/engines/create-engines.ts';
import { loadCliConfig } from '../../../shared/config/service-config.ts';
import type { EngineName } from '../../../shared/core/engine-names.ts';
import { createMemoryTranslator } from '../../support/translator-memory.ts';

const config = loadCliConfig({ DEPECHE_TRANSLATOR: 'amazon', DEPECHE_ENGINES_ALLOWED: 'local,amazon' });

/** Engines that tell when they are made and closed; making them fails as often as it is said to. */
function createWatched(failures = 0) {
  const log: string[] = [];
  let left = failures;
  const engines = createEngines(config, async (name: EngineName) => {
    log.push(`make ${name}`);
    left -= 1;
    if (left >= 0) throw new Error('not now');
    return { ...createMemoryTranslator(), close: async () => void log.push(`close ${name}`) };
  });
  return { engines, log };
}

test('the own engine comes first, each once, and nothing is opened before it is used', () => {
  const { engines, log } = createWatched();
  expect([engines.own, engines.allowed]).toEqual(['amazon', ['amazon', 'local']]);
  expect(log).toEqual([]);
});

test('each engine is opened once, however many ask, and closed at the end, but for the own one', async () => {
  const { engines, log } = createWatched();
  const [first, second] = await Promise.all([engines.open('local'), engines.open('local')]);
  expect(first).toBe(second);
  await engines.open('amazon');
  await engines.close();
  expect(log).toEqual(['make local', 'make amazon', 'close local']);
});

test('what could not be opened is tried again by the next who asks', async () => {
  const { engines, log } = createWatched(1);
  await expect(engines.open('local')).rejects.toThrow('not now');
  expect(await engines.open('local')).toBe(await engines.open('local'));
  expect(log).toEqual(['make local', 'make local']);
});

test('an engine that the settings do not know is refused by name', () => {
  expect(() => loadCliConfig({ DEPECHE_ENGINES_ALLOWED: 'amazon,google' })).toThrow(
    /DEPECHE_ENGINES_ALLOWED: must be one of amazon, .*local/,
  );
});
