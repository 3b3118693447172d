import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DepecheError } from '../core/errors.ts';
import type { FunctionCaller } from '../ports/function-caller.ts';
import { type AwsPlace, createCallHandler } from './aws-http/create-call-handler.ts';

export interface LambdaFunctionCallerOptions {
  /** For one call, a cold start and the work included. */
  callTimeoutMs: number;
  sdk?: AwsPlace;
}

/** Functions in AWS Lambda. A call is made once: a second one would do the work twice. */
export function createLambdaFunctionCaller({ callTimeoutMs, sdk }: LambdaFunctionCallerOptions): FunctionCaller {
  const client = new LambdaClient({
    ...sdk,
    maxAttempts: 1,
    requestHandler: createCallHandler({ callTimeoutMs }),
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
