import type { loadPreTrafficConfig } from '../../shared/config/service-config.ts';
import type { HookDependencies } from '../pre-traffic/create-hook.ts';
import type { Telemetry } from './instrument-handler.ts';
import { createWatchedContainer } from './lambda.ts';

/** A cold start with the engine of a laptop, and the article; callers of the API get no more patience. */
const CALL_TIMEOUT_MS = 29_000;

/** The pre-traffic hook's adapters: the service's own, to look into its table, and the deployment that asks. */
export async function createPreTrafficContainer(
  config: ReturnType<typeof loadPreTrafficConfig>,
): Promise<Omit<HookDependencies, 'newId'> & { telemetry: Telemetry }> {
  // Apart from what the functions on trial load at their start, so that the hook's start is no heavier than theirs.
  const [{ createLambdaFunctionCaller }, { createCodedeployDeployments }] = await Promise.all([
    import('../../shared/adapters/function-caller-lambda.ts'),
    import('../../shared/adapters/deployments-codedeploy.ts'),
  ]);
  const { logger, telemetry, openTrial } = await createWatchedContainer(config, {});
  return {
    logger,
    telemetry,
    trial: await openTrial(),
    functions: createLambdaFunctionCaller({ callTimeoutMs: CALL_TIMEOUT_MS }),
    deployments: createCodedeployDeployments(),
    versions: { http: config.DEPECHE_TRIAL_HTTP, events: config.DEPECHE_TRIAL_EVENTS },
  };
}
