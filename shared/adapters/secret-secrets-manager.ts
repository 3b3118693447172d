import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DepecheError } from '../core/errors.ts';
import { type AwsPlace, createCallHandler } from './aws-http/create-call-handler.ts';

const CONNECTION_TIMEOUT_MS = 2_000;
/** A secret is a few bytes, and a function waits for it at its start. */
const CALL_TIMEOUT_MS = 3_000;

/**
 * A secret of AWS Secrets Manager, the whole of it as text, without white space around it. Throws
 * `translator-unavailable`, which never holds it, when it cannot be read.
 */
export async function readSecret(arn: string, sdk: AwsPlace = {}): Promise<string> {
  const requestHandler = createCallHandler({
    connectionTimeoutMs: CONNECTION_TIMEOUT_MS,
    callTimeoutMs: CALL_TIMEOUT_MS,
  });
  const client = new SecretsManagerClient({ ...sdk, requestHandler });
  try {
    const { SecretString: secret = '' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (secret.trim() !== '') return secret.trim();
    throw new Error('The secret has no text.');
  } catch (cause) {
    throw new DepecheError(
      'translator-unavailable',
      'The key of the language model cannot be read. Check DEPECHE_OPENAI_SECRET_ARN and secretsmanager:GetSecretValue.',
      { cause, misconfigured: true },
    );
  } finally {
    client.destroy();
  }
}
