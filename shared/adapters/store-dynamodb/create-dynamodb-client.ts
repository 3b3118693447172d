import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DYNAMODB_CALL_MS } from '../../config/constants.ts';
import { type AwsPlace, createCallHandler } from '../aws-http/create-call-handler.ts';
import { createTurns } from './take-turns.ts';

export interface DynamodbClientOptions extends AwsPlace {
  connectionTimeoutMs?: number;
  /** For one attempt, from connecting to the last byte of the answer. */
  callTimeoutMs?: number;
  /**
   * The first attempt included; the SDK's standard mode waits with jitter between them. So many time-outs without an answer
   * between them fail all that is asked.
   */
  maxAttempts?: number;
  /** Requests side by side; see `createTurns`. */
  atATime?: number | undefined;
}

/** A table that hangs costs this many time-outs; who works without it then asks no more. */
const MAX_ATTEMPTS = 2;

/** Two that wait side by side are not repeated, so each waits for so much longer: a table that is slow is not given up sooner. */
const SIDE_BY_SIDE = 5 / 3;

/**
 * A DynamoDB client that gives up in bounded time. Endpoint, region and credentials are the SDK's own business
 * (`AWS_ENDPOINT_URL_DYNAMODB` and the like) unless given.
 */
export function createDynamodbClient(options: DynamodbClientOptions = {}): DynamoDBClient {
  const {
    connectionTimeoutMs = DYNAMODB_CALL_MS,
    callTimeoutMs = DYNAMODB_CALL_MS,
    maxAttempts = MAX_ATTEMPTS,
    atATime,
    ...config
  } = options;
  const turns = createTurns(maxAttempts, atATime);
  const client = new DynamoDBClient({
    ...config,
    maxAttempts,
    retryMode: 'standard',
    requestHandler: createCallHandler({
      connectionTimeoutMs,
      callTimeoutMs: () => (turns.areSideBySide() ? SIDE_BY_SIDE * callTimeoutMs : callTimeoutMs),
    }),
  });
  // It copies every item that is sent or read for a log that nobody keeps: 3 % of a request.
  client.middlewareStack.remove('loggerMiddleware');
  // Inside the SDK's own repeating, so that each attempt takes a turn. The outer function is called once for each call.
  client.middlewareStack.add(
    (next) => {
      const attempts = turns.beginCall();
      return (args) => attempts(() => next(args));
    },
    { step: 'finalizeRequest', priority: 'low', name: 'takeTurns' },
  );
  return client;
}
