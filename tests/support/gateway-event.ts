import type { APIGatewayProxyEvent, Context } from 'aws-lambda';

/** When the gateway took the request. */
export const SENT_AT_MS = Date.UTC(2026, 10, 23, 8);

export type EventChanges = Partial<Omit<APIGatewayProxyEvent, 'requestContext'>> & {
  context?: Record<string, unknown>;
};

/** What a REST API of API Gateway sends (proxy integration, payload version 1.0). */
export function gatewayEvent(method: string, path: string, { context = {}, ...changes }: EventChanges = {}) {
  const headers = { host: 'api.example', ...changes.headers };
  return {
    resource: '/{proxy+}',
    path,
    httpMethod: method,
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: { proxy: path.slice(1) },
    stageVariables: null,
    body: null,
    isBase64Encoded: false,
    ...changes,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [String(value)]])),
    requestContext: {
      requestId: 'gateway-1',
      requestTimeEpoch: SENT_AT_MS,
      stage: 'dev',
      path: `/dev${path}`,
      identity: { apiKeyId: 'key-1', sourceIp: '192.0.2.1' },
      ...context,
    },
  };
}

export const lambdaContext = (remainingMs = 30_000) =>
  ({ awsRequestId: 'lambda-1', getRemainingTimeInMillis: () => remainingMs }) as Context;
