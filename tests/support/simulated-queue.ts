import type { Queue, QueueMessage } from '../../shared/ports/queue.ts';
import type { ManualClock } from './dynamodb/manual-clock.ts';

interface Waiting extends QueueMessage {
  visibleAtMs: number;
}

/** A queue in memory whose time passes only when nothing else is left to do: then up to the next message that is due. */
export function createSimulatedQueue(clock: ManualClock): Queue & { waiting(): number } {
  const messages = new Map<string, Waiting>();
  let sent = 0;
  return {
    waiting: () => messages.size,
    async send(body, attributes = {}) {
      sent += 1;
      const id = String(sent);
      const sentAtMs = clock.nowMs();
      messages.set(id, { id, body, receipt: id, receiveCount: 0, sentAtMs, attributes, visibleAtMs: sentAtMs });
    },
    async receive({ visibilitySeconds }) {
      const next = Math.min(...[...messages.values()].map(({ visibleAtMs }) => visibleAtMs));
      if (next > clock.nowMs()) clock.advance(next - clock.nowMs());
      const due = [...messages.values()].filter(({ visibleAtMs }) => visibleAtMs <= clock.nowMs()).slice(0, 10);
      return due.map((message) => {
        const received = {
          ...message,
          receiveCount: message.receiveCount + 1,
          visibleAtMs: clock.nowMs() + visibilitySeconds * 1_000,
        };
        messages.set(message.id, received);
        return received;
      });
    },
    async remove({ id }) {
      messages.delete(id);
    },
    async release({ receipt }, delaySeconds = 0) {
      const message = messages.get(receipt);
      if (message) messages.set(receipt, { ...message, visibleAtMs: clock.nowMs() + delaySeconds * 1_000 });
    },
  };
}
