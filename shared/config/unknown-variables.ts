import { describeUnknownName } from './nearest-name.ts';
import { SETTINGS } from './settings.ts';

/** Names that begin like settings and are read elsewhere: the examples at `/docs`, tests and benchmarks. */
const NOT_OF_THE_SERVICE = [
  'DEPECHE_API_KEY',
  'DEPECHE_E2E_API_KEY',
  'DEPECHE_E2E_OUTPUTS',
  'DEPECHE_ENDURANCE_SECONDS',
  'DEPECHE_FUZZ_FACTOR',
  'DEPECHE_TRAIN_DIR',
] as const;

const PREFIX = 'DEPECHE_';

const SETTING_NAMES = Object.keys(SETTINGS).filter((name) => name.startsWith(PREFIX));
export const KNOWN_VARIABLES: ReadonlySet<string> = new Set([...SETTING_NAMES, ...NOT_OF_THE_SERVICE]);

/** Variables that are named like settings and are none; never their values. An empty one counts as unset. */
export function findUnknownVariables(
  env: Readonly<Record<string, string | undefined>>,
): { name: string; detail: string }[] {
  return Object.entries(env)
    .filter(([name, value]) => name.startsWith(PREFIX) && !KNOWN_VARIABLES.has(name) && value?.trim())
    .map(([name]) => ({ name, detail: describeUnknownName(name, SETTING_NAMES) }));
}
