import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DYNAMODB_CALL_MS } from '../../config/constants.ts';
import { createCallHandler } from '../aws-http/create-call-handler.ts';

export interface DynamodbClientOptions extends Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials'> {
  connectionTimeoutMs?: number;
  /** For one attempt, from connecting to the last byte of the answer. */
  callTimeoutMs?: number;
  /** The first attempt included; the SDK's standard mode waits with jitter between them. */
  maxAttempts?: number;
}

/** A table that hangs costs an operation this many time-outs; who works without it then asks no more. */
const MAX_ATTEMPTS = 2;

/** At 5 ms a call sixteen hundred a second; an embedded table on a busy machine answers so many within the time-out. */
const MAX_CALLS_AT_ONCE = 8;

/**
 * A DynamoDB client that gives up in bounded time. Endpoint, region and credentials are the SDK's own business
 * (`AWS_ENDPOINT_URL_DYNAMODB` and the like) unless given.
 */
export function createDynamodbClient(options: DynamodbClientOptions = {}): DynamoDBClient {
  const {
    connectionTimeoutMs = DYNAMODB_CALL_MS,
    callTimeoutMs = DYNAMODB_CALL_MS,
    maxAttempts = MAX_ATTEMPTS,
    ...config
  } = options;
  return new DynamoDBClient({
    ...config,
    maxAttempts,
    retryMode: 'standard',
    requestHandler: createCallHandler({ connectionTimeoutMs, callTimeoutMs, maxCallsAtOnce: MAX_CALLS_AT_ONCE }),
  });
}
