import {
  CodeDeployClient,
  type CodeDeployClientConfig,
  PutLifecycleEventHookExecutionStatusCommand,
} from '@aws-sdk/client-codedeploy';
import type { Deployments } from '../ports/deployments.ts';
import { createCallHandler } from './aws-http/create-call-handler.ts';

export interface CodedeployDeploymentsOptions {
  /** Endpoint, region and credentials, where the SDK should not find them by itself. */
  sdk?: Pick<CodeDeployClientConfig, 'endpoint' | 'region' | 'credentials'>;
}

/** To say the same twice does no harm, and a deployment that hears nothing waits for an hour. */
const MAX_ATTEMPTS = 5;
const CONNECTION_TIMEOUT_MS = 1_000;
const CALL_TIMEOUT_MS = 5_000;

/** Deployments of AWS CodeDeploy. */
export function createCodedeployDeployments({ sdk }: CodedeployDeploymentsOptions = {}): Deployments {
  const client = new CodeDeployClient({
    ...sdk,
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: createCallHandler({ connectionTimeoutMs: CONNECTION_TIMEOUT_MS, callTimeoutMs: CALL_TIMEOUT_MS }),
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
