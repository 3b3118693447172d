import { expect, test } from 'vitest';
import { readSecret } from '../../../shared/adapters/secret-secrets-manager.ts';
import { startSecretsStandIn } from '../../support/secrets/start-secrets-stand-in.ts';

const ARN = 'arn:aws:secretsmanager:eu-west-3:111111111111:secret:llm-key-AbCdEf';
const ACCESS = { region: 'eu-west-3', credentials: { accessKeyId: 'stand-in', secretAccessKey: 'stand-in' } };

test('a secret is read by its ARN', async () => {
  const standIn = await startSecretsStandIn({ status: 200, body: { ARN, SecretString: 'sk-secret-value\n' } });
  expect(await readSecret(ARN, { ...ACCESS, endpoint: standIn.endpoint })).toBe('sk-secret-value');
  expect(standIn.asked).toEqual([{ target: 'secretsmanager.GetSecretValue', SecretId: ARN }]);
  await standIn.stop();
});

test.each([
  [400, { __type: 'ResourceNotFoundException', Message: 'no such secret' }],
  [400, { __type: 'AccessDeniedException', Message: 'not allowed' }],
  [200, { ARN, SecretString: '  ' }],
  [200, { ARN, SecretBinary: 'AAAA' }],
])('one that cannot be read (%i %j) is a fault of the settings', async (status, body) => {
  const standIn = await startSecretsStandIn({ status, body });
  const reading = readSecret(ARN, { ...ACCESS, endpoint: standIn.endpoint });
  await expect(reading).rejects.toMatchObject({ code: 'translator-unavailable', misconfigured: true });
  await standIn.stop();
});
