/** A message that was received and stays hidden from other receivers for a while. */
export interface QueueMessage {
  id: string;
  body: string;
  /** Names this reception; a later one has another. */
  receipt: string;
  /** Receptions so far, this one included. */
  receiveCount: number;
  sentAtMs: number;
  attributes: Readonly<Record<string, string>>;
}

/** A queue that delivers at least once. Throws `DepecheError('storage-unavailable')`. */
export interface Queue {
  /** Attributes and their values are not empty. */
  send(body: string, attributes?: Readonly<Record<string, string>>): Promise<void>;
  /** Up to 10 messages, hidden for `visibilitySeconds`; waits up to `waitSeconds` for the first one. */
  receive(options: {
    visibilitySeconds: number;
    waitSeconds?: number;
    signal?: AbortSignal | undefined;
  }): Promise<QueueMessage[]>;
  /** The message is done with. */
  remove(message: QueueMessage): Promise<void>;
  /** Shows the message to receivers again after `delaySeconds`. */
  release(message: Pick<QueueMessage, 'receipt'>, delaySeconds?: number): Promise<void>;
}

/** Why a message can't be processed. */
export interface DeadLetterReason {
  code: string;
  /** What to do about it; never article text. */
  detail: string;
  /** Deliveries it had. */
  receiveCount: number;
  correlationId: string;
}
