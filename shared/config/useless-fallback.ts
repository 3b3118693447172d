import type { Environment } from './load-config.ts';
import type { SettingName } from './settings.ts';

/** What `DEPECHE_TRANSLATOR` is when unset on a laptop. */
const LAPTOP_ENGINE = 'local';

/** A fallback that is the only engine there is: it stands in for nothing, and whoever set it believes otherwise. */
export function findUselessFallback(env: Environment): { name: SettingName; detail: string }[] {
  const read = (name: SettingName) => env[name]?.trim() ?? '';
  const others = read('DEPECHE_ENGINES_ALLOWED')
    .split(',')
    .map((name) => name.trim());
  const own = read('DEPECHE_TRANSLATOR') || LAPTOP_ENGINE;
  const fallback = read('DEPECHE_TRANSLATOR_FALLBACK');
  const hasOthers = others.some((name) => name !== '' && name !== own);
  if (fallback !== own || hasOthers) return [];
  return [{ name: 'DEPECHE_TRANSLATOR_FALLBACK', detail: `must be another engine than the only one, ${own}` }];
}
