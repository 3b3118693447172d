import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';

export interface DynamodbClientOptions extends Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials'> {
  /** The SDK waits for ever unless told; DynamoDB answers in single-digit milliseconds. */
  connectionTimeoutMs?: number;
  requestTimeoutMs?: number;
  /** The first attempt included; the SDK's standard mode waits with jitter between them. */
  maxAttempts?: number;
}

/**
 * A DynamoDB client that gives up in bounded time. Endpoint, region and credentials are the SDK's own business
 * (`AWS_ENDPOINT_URL_DYNAMODB` and the like) unless given.
 */
export function createDynamodbClient(options: DynamodbClientOptions = {}): DynamoDBClient {
  const { connectionTimeoutMs = 1_000, requestTimeoutMs = 5_000, maxAttempts = 4, ...config } = options;
  return new DynamoDBClient({
    ...config,
    maxAttempts,
    retryMode: 'standard',
    requestHandler: new NodeHttpHandler({
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    }),
  });
}
