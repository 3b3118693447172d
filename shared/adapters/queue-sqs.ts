import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  type Message,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { DepecheError } from '../core/errors.ts';
import type { Queue, QueueMessage } from '../ports/queue.ts';
import { type AwsPlace, createCallHandler } from './aws-http/create-call-handler.ts';

export interface SqsQueueOptions {
  queueUrl: string;
  /** For one attempt, from connecting to the last byte of the answer, beside the time that the queue is told to wait. */
  callTimeoutMs?: number;
  sdk?: AwsPlace;
}

/** ReceiveMessage gives at most 10 (API reference). */
const MAX_MESSAGES = 10;

const CALL_TIMEOUT_MS = 5_000;

/** A queue as Amazon SQS. */
export function createSqsQueue(options: SqsQueueOptions): Queue & { close(): void } {
  const { queueUrl, callTimeoutMs = CALL_TIMEOUT_MS, sdk } = options;
  const client = new SQSClient({
    ...sdk,
    // Emulators put host names into queue URLs that only they know; the configured endpoint is the one that answers.
    useQueueUrlAsEndpoint: false,
    requestHandler: createCallHandler({ callTimeoutMs }),
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
      // Long polling holds the answer back for as long as it is told to.
      const requestTimeout = callTimeoutMs + waitSeconds * 1_000;
      const how = signal ? { requestTimeout, abortSignal: signal } : { requestTimeout };
      const { Messages = [] } = await client.send(command, how).catch(rethrow);
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
