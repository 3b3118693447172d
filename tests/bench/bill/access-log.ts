import type { TestStage } from '../../support/policy/start-stage.ts';

/** As long as what API Gateway puts in the place of each. */
const VALUES: Readonly<Record<string, string>> = {
  '$context.requestId': '6b1d4c52-5f6e-4c1d-9a8e-2f0c6f1f7a11',
  '$context.requestTime': '26/Nov/2026:12:00:00 +0000',
  '$context.identity.sourceIp': '192.0.2.111',
  '$context.identity.apiKeyId': 'a1b2c3d4e5',
  '$context.httpMethod': 'POST',
  '$context.resourcePath': '/v1/{path+}',
  '$context.status': '200',
  '$context.responseLatency': '1800',
  '$context.integrationLatency': '1790',
  '$context.responseLength': '12000',
  '$context.xrayTraceId': '1-6925f0a0-0123456789abcdef01234567',
};

/** Bytes of one line of the stage's access log. Throws for a field that has no length here. */
export function accessLogBytes(template: TestStage['template']): number {
  const [stage] = template.ofType('AWS::ApiGateway::Stage');
  if (!stage) throw new Error('The template has no stage of an API.');
  const { Format } = stage.Properties.AccessLogSetting as { Format: string };
  const line = Format.replace(/\$context\.[\w.]+/g, (name) => {
    const value = VALUES[name];
    if (value === undefined) throw new Error(`The access log has a field that is not measured: ${name}`);
    return value;
  });
  return Buffer.byteLength(line);
}
