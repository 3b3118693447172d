import { TRIAL_PREFIX } from '../../shared/core/trial-article.ts';
import type { Deployments } from '../../shared/ports/deployments.ts';
import type { Logger } from '../../shared/ports/telemetry/logger.ts';
import { type TrialDependencies, tryVersions } from './try-versions.ts';

/** What CodeDeploy sends a hook (CodeDeploy user guide, "AppSpec hooks for an AWS Lambda deployment"). */
export interface HookEvent {
  DeploymentId: string;
  LifecycleEventHookExecutionId: string;
}

export interface HookDependencies extends TrialDependencies {
  deployments: Deployments;
  logger: Logger;
  newId: () => string;
}

/** Kept free for cleaning up and for the word to the deployment, which would wait for an hour otherwise. */
const REPORT_MARGIN_MS = 15_000;

/** Tells a deployment before its first request whether the new versions do their work. Throws when it can't be told. */
export function createHook(deps: HookDependencies) {
  return async (event: HookEvent, limits: { getRemainingTimeInMillis(): number }): Promise<void> => {
    const signal = AbortSignal.timeout(Math.max(0, limits.getRemainingTimeInMillis() - REPORT_MARGIN_MS));
    const { DeploymentId: deploymentId, LifecycleEventHookExecutionId: hookExecutionId } = event;
    let outcome: 'succeeded' | 'failed' = 'succeeded';
    try {
      await tryVersions(deps, `${TRIAL_PREFIX}${deps.newId()}`, signal);
    } catch (error) {
      outcome = 'failed';
      deps.logger.error('The new version did not pass its trial', { deploymentId, error });
    }
    await deps.deployments.report({ deploymentId, hookExecutionId }, outcome);
    deps.logger.info('The deployment was told', { deploymentId, outcome });
  };
}
