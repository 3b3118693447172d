import { appendFile } from 'node:fs/promises';
import { EVENT_SOURCE } from '../config/constants.ts';
import { diskFull, isDiskFull } from '../core/disk-full.ts';
import { DepecheError } from '../core/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventPublisher } from '../ports/event-publisher.ts';

/** The bus of a laptop: one event a line in a file, shaped as EventBridge would deliver it. */
export function createFilePublisher({ path, clock }: { path: string; clock: Clock }): EventPublisher {
  return {
    async publish(events) {
      const time = new Date(clock.nowMs()).toISOString();
      const lines = events.map(
        ({ type, ...detail }) => `${JSON.stringify({ source: EVENT_SOURCE, 'detail-type': type, time, detail })}\n`,
      );
      try {
        await appendFile(path, lines.join(''));
      } catch (cause) {
        if (isDiskFull(cause)) throw diskFull(cause);
        throw new DepecheError('storage-unavailable', 'The file of outgoing events cannot be written.', { cause });
      }
    },
  };
}
