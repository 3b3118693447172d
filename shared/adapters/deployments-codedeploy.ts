import { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } from '@aws-sdk/client-codedeploy';
import type { Deployments } from '../ports/deployments.ts';
import { type AwsPlace, createCallHandler } from './aws-http/create-call-handler.ts';

/** To say the same twice does no harm, and a deployment that hears nothing waits for an hour. */
const MAX_ATTEMPTS = 5;
const CALL_TIMEOUT_MS = 5_000;

/** Deployments of AWS CodeDeploy. */
export function createCodedeployDeployments(sdk: AwsPlace = {}): Deployments {
  const client = new CodeDeployClient({
    ...sdk,
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: createCallHandler({ callTimeoutMs: CALL_TIMEOUT_MS }),
  });
  return {
    async report({ deploymentId, hookExecutionId }, outcome) {
      await client.send(
        new PutLifecycleEventHookExecutionStatusCommand({
          deploymentId,
          lifecycleEventHookExecutionId: hookExecutionId,
          status: outcome === 'succeeded' ? 'Succeeded' : 'Failed',
        }),
      );
    },
  };
}
