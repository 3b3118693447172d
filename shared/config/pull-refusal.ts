import type { Environment } from './load-config.ts';

/** Why the published model is not fetched by itself, for a line to a person. */
export type PullRefusal = 'an engine was chosen' | 'DEPECHE_MODEL_PULL=off' | 'CI is set';

/** What a few tools put into `CI` where there is none. */
const NO_CI = new Set(['', '0', 'false']);

/** Whether somebody has refused the published model, or chosen what runs; `undefined` where it may be fetched. */
export function findPullRefusal(env: Environment, pull: 'auto' | 'off'): PullRefusal | undefined {
  if (env.DEPECHE_TRANSLATOR?.trim()) return 'an engine was chosen';
  if (pull === 'off') return 'DEPECHE_MODEL_PULL=off';
  return NO_CI.has(env.CI?.trim().toLowerCase() ?? '') ? undefined : 'CI is set';
}
