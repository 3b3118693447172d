import type { Engine } from '../../shared/config/settings.ts';
import type { StageSettings } from './settings-schema.ts';

/** What decides on the engines of a stage. */
export type EngineSettings = Pick<
  StageSettings,
  'translator' | 'enginesAllowed' | 'translatorFallback' | 'environment'
>;

/** Every engine that the functions of a stage may come to call. */
export function enginesOf(settings: EngineSettings): ReadonlySet<Engine> {
  const { translator, enginesAllowed, translatorFallback, environment } = settings;
  const engines = new Set<Engine>([translator, ...enginesAllowed]);
  if (translatorFallback !== 'none') engines.add(translatorFallback);
  if (environment.DEPECHE_OVER_BUDGET === 'local') engines.add('local');
  return engines;
}
