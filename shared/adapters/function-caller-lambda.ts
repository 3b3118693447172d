import { InvokeCommand, LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import { DepecheError } from '../core/errors.ts';
import type { FunctionCaller } from '../ports/function-caller.ts';
import { createCallHandler } from './aws-http/create-call-handler.ts';

export interface LambdaFunctionCallerOptions {
  /** For one call, a cold start and the work included. */
  callTimeoutMs: number;
  /** Endpoint, region and credentials, where the SDK should not find them by itself. */
  sdk?: Pick<LambdaClientConfig, 'endpoint' | 'region' | 'credentials'>;
}

const CONNECTION_TIMEOUT_MS = 1_000;

/** Functions in AWS Lambda. A call is made once: a second one would do the work twice. */
export function createLambdaFunctionCaller({ callTimeoutMs, sdk }: LambdaFunctionCallerOptions): FunctionCaller {
  const client = new LambdaClient({
    ...sdk,
    maxAttempts: 1,
    requestHandler: createCallHandler({ connectionTimeoutMs: CONNECTION_TIMEOUT_MS, callTimeoutMs }),
  });
  return {
    async call(version, event, signal) {
      const command = new InvokeCommand({ FunctionName: version, Payload: JSON.stringify(event) });
      const { FunctionError, Payload } = await client.send(command, { abortSignal: signal }).catch((cause: unknown) => {
        throw new DepecheError('internal', 'The function could not be called.', { cause });
      });
      if (FunctionError !== undefined) throw new DepecheError('internal', `The function failed: ${FunctionError}.`);
      return JSON.parse(new TextDecoder().decode(Payload)) as unknown;
    },
  };
}
