/** A queue message as Lambda hands it over, as far as it is used. */
export interface QueueRecord {
  messageId: string;
  /** Names this delivery to the queue. */
  receiptHandle?: string | undefined;
  body: string;
  /** `SentTimestamp`: when the queue took it, epoch milliseconds. */
  attributes: { ApproximateReceiveCount: string; SentTimestamp?: string | undefined };
}
