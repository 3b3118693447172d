/** A queue message as Lambda hands it over, as far as it is used. */
export interface QueueRecord {
  messageId: string;
  body: string;
  /** `SentTimestamp`: when the queue took it, epoch milliseconds. */
  attributes: { ApproximateReceiveCount: string; SentTimestamp?: string | undefined };
}
