import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The outputs of a stack, as outside checks read them. */
const outputsSchema = z.object({
  ApiUrl: z.url(),
  ApiKeyId: z.string(),
  InboxBucketName: z.string(),
  BusName: z.string(),
  QueueUrl: z.string(),
  DeadLetterQueueUrl: z.string(),
  TableName: z.string(),
  DashboardUrl: z.string(),
});

export interface Deployment {
  stackName: string;
  outputs: z.infer<typeof outputsSchema>;
  /** Where an emulator answers for every service; unset for AWS itself. */
  endpoint: string | undefined;
  /** Value of the API key; emulators ask for none. */
  apiKey: string | undefined;
}

/** What has to be set for these tests to run. */
export const NEEDED =
  'set DEPECHE_E2E_OUTPUTS to the file of `cdk deploy --outputs-file`, and AWS_ENDPOINT_URL or DEPECHE_E2E_API_KEY';

/** The deployed stack that the environment names; `undefined` where it names none. */
export function readDeployment(env: NodeJS.ProcessEnv): Deployment | undefined {
  const { DEPECHE_E2E_OUTPUTS: file, AWS_ENDPOINT_URL: endpoint, DEPECHE_E2E_API_KEY: apiKey } = env;
  if (!file || !(endpoint || apiKey)) return undefined;
  const [stack] = Object.entries(z.record(z.string(), outputsSchema).parse(JSON.parse(readFileSync(file, 'utf8'))));
  if (!stack) return undefined;
  const [stackName, outputs] = stack;
  return { stackName, outputs, endpoint, apiKey };
}
