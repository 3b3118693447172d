import type { EventPublisher, OutgoingEvent } from '../../shared/ports/event-publisher.ts';

/** A bus in memory for tests. `beforeCall` may throw what a bus would. */
export function createMemoryPublisher(
  options: { beforeCall?: () => void } = {},
): EventPublisher & { events: OutgoingEvent[] } {
  const events: OutgoingEvent[] = [];
  return {
    events,
    async publish(published) {
      options.beforeCall?.();
      events.push(...published);
    },
  };
}
