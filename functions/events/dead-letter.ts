import type { DeadLetterReason, Queue, QueueMessage } from '../../shared/ports/queue.ts';
import type { QueueRecord } from './queue-record.ts';

/** Names of the attributes that say why a message lies in the dead-letter queue. */
const ATTRIBUTES = {
  code: 'ReasonCode',
  detail: 'ReasonDetail',
  receiveCount: 'ReceiveCount',
  correlationId: 'CorrelationId',
} as const;

/**
 * Sends a message to the dead-letter queue together with the reason, which the queue's own redrive could not tell;
 * `onBuried` hears of each that lies there.
 */
export function createBury(deadLetters: Pick<Queue, 'send'>, onBuried: () => void = () => {}) {
  return async (record: Pick<QueueRecord, 'body'>, reason: DeadLetterReason): Promise<void> => {
    await deadLetters.send(record.body, {
      [ATTRIBUTES.code]: reason.code,
      [ATTRIBUTES.detail]: reason.detail,
      [ATTRIBUTES.receiveCount]: String(reason.receiveCount),
      [ATTRIBUTES.correlationId]: reason.correlationId,
    });
    onBuried();
  };
}

/** Why a message lies there; `undefined` for one that the queue moved itself because its function gave no answer. */
export function readReason({ attributes }: Pick<QueueMessage, 'attributes'>): DeadLetterReason | undefined {
  const code = attributes[ATTRIBUTES.code];
  if (code === undefined) return undefined;
  return {
    code,
    detail: attributes[ATTRIBUTES.detail] ?? '',
    receiveCount: Number(attributes[ATTRIBUTES.receiveCount] ?? 0),
    correlationId: attributes[ATTRIBUTES.correlationId] ?? '',
  };
}
