import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  type Message,
  SendMessageCommand,
  SQSClient,
  type SQSClientConfig,
} from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { DepecheError } from '../core/errors.ts';
import type { Queue, QueueMessage } from '../ports/queue.ts';

export interface SqsQueueOptions {
  queueUrl: string;
  /** Endpoint, region and credentials, where the SDK should not find them by itself. */
  sdk?: Pick<SQSClientConfig, 'endpoint' | 'region' | 'credentials'>;
}

/** ReceiveMessage gives at most 10 (API reference). */
const MAX_MESSAGES = 10;

const CONNECTION_TIMEOUT_MS = 1_000;
/** Long polling holds an answer back for up to 20 s, so a request may take longer than that. */
const REQUEST_TIMEOUT_MS = 25_000;

/** A queue as Amazon SQS. */
export function createSqsQueue({ queueUrl, sdk }: SqsQueueOptions): Queue & { close(): void } {
  const client = new SQSClient({
    ...sdk,
    // Emulators put host names into queue URLs that only they know; the configured endpoint is the one that answers.
    useQueueUrlAsEndpoint: false,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    }),
  });
  return {
    async send(body, attributes = {}) {
      const entries = Object.entries(attributes).map(([name, StringValue]) => [
        name,
        { DataType: 'String', StringValue },
      ]);
      const input = { QueueUrl: queueUrl, MessageBody: body, MessageAttributes: Object.fromEntries(entries) };
      await client.send(new SendMessageCommand(input)).catch(rethrow);
    },

    async receive({ visibilitySeconds, waitSeconds = 0, signal }) {
      const command = new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: MAX_MESSAGES,
        VisibilityTimeout: visibilitySeconds,
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp'],
        MessageAttributeNames: ['All'],
      });
      const { Messages = [] } = await client.send(command, signal ? { abortSignal: signal } : {}).catch(rethrow);
      return Messages.map(toMessage);
    },

    async remove({ receipt }) {
      await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: receipt })).catch(rethrow);
    },

    async release({ receipt }, delaySeconds = 0) {
      const input = { QueueUrl: queueUrl, ReceiptHandle: receipt, VisibilityTimeout: delaySeconds };
      await client.send(new ChangeMessageVisibilityCommand(input)).catch(rethrow);
    },

    close: () => client.destroy(),
  };
}

function toMessage({ MessageId, Body, ReceiptHandle, Attributes, MessageAttributes }: Message): QueueMessage {
  const attributes = Object.entries(MessageAttributes ?? {}).map(([name, value]) => [name, value.StringValue ?? '']);
  return {
    id: MessageId ?? '',
    body: Body ?? '',
    receipt: ReceiptHandle ?? '',
    receiveCount: Number(Attributes?.ApproximateReceiveCount ?? 1),
    sentAtMs: Number(Attributes?.SentTimestamp ?? 0),
    attributes: Object.fromEntries(attributes),
  };
}

function rethrow(cause: unknown): never {
  throw new DepecheError('storage-unavailable', 'The queue does not answer; try again in a moment.', { cause });
}
