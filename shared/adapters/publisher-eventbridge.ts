import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { EVENT_SOURCE } from '../config/constants.ts';
import { DepecheError } from '../core/errors.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { EventPublisher, OutgoingEvent } from '../ports/event-publisher.ts';
import { type AwsPlace, createCallHandler } from './aws-http/create-call-handler.ts';

export interface EventbridgePublisherOptions {
  bus: string;
  clock: Clock;
  random: Random;
  /** For one attempt, from connecting to the last byte of the answer. */
  callTimeoutMs?: number;
  sdk?: AwsPlace;
}

/** PutEvents takes 10 entries (API reference) of together less than 256 KB (EventBridge user guide, entry size). */
const MAX_ENTRIES = 10;
const MAX_REQUEST_BYTES = 256 * 1024 - 1;

const MAX_ATTEMPTS = 4;
const FIRST_BACKOFF_MS = 100;
const CALL_TIMEOUT_MS = 3_000;

/**
 * The bus as Amazon EventBridge. A call may succeed and still refuse some of its entries: each is looked at, and those
 * that failed are sent again with jittered pauses. A summary that would not fit an event is left out of it.
 */
export function createEventbridgePublisher(options: EventbridgePublisherOptions): EventPublisher & { close(): void } {
  const { bus, clock, random, callTimeoutMs = CALL_TIMEOUT_MS, sdk } = options;
  const client = new EventBridgeClient({
    ...sdk,
    // The loop below makes the attempts, for refused entries and failed calls alike.
    maxAttempts: 1,
    requestHandler: createCallHandler({ callTimeoutMs }),
  });

  /** Sends entries once; returns those that were not accepted, and why the call failed if it did. */
  async function send(entries: PutEventsRequestEntry[]) {
    try {
      const { Entries: answers = [] } = await client.send(new PutEventsCommand({ Entries: entries }));
      return { refused: entries.filter((_, index) => answers[index]?.EventId === undefined), cause: undefined };
    } catch (cause) {
      return { refused: entries, cause };
    }
  }

  async function deliver(entries: PutEventsRequestEntry[]): Promise<void> {
    let waiting = entries;
    for (let attempt = 1; ; attempt += 1) {
      const { refused, cause } = await send(waiting);
      if (refused.length === 0) return;
      if (attempt === MAX_ATTEMPTS) {
        throw new DepecheError('storage-unavailable', 'The event bus did not accept an event; try again.', { cause });
      }
      waiting = refused;
      await clock.sleep(random() * FIRST_BACKOFF_MS * 2 ** attempt);
    }
  }

  return {
    async publish(events) {
      const entries = events.map((event) => toEntry(event, bus));
      for (const batch of packEntries(entries)) await deliver(batch);
    },
    close: () => client.destroy(),
  };
}

function toEntry({ type, ...detail }: OutgoingEvent, bus: string): PutEventsRequestEntry {
  const entry = { EventBusName: bus, Source: EVENT_SOURCE, DetailType: type, Detail: JSON.stringify(detail) };
  if (entryBytes(entry) <= MAX_REQUEST_BYTES || !('summary' in detail)) return entry;
  return { ...entry, Detail: JSON.stringify({ ...detail, summary: { source: [], translation: [] } }) };
}

/** As the EventBridge user guide counts it. */
function entryBytes({ Source = '', DetailType = '', Detail = '' }: PutEventsRequestEntry): number {
  return Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);
}

function packEntries(entries: readonly PutEventsRequestEntry[]): PutEventsRequestEntry[][] {
  const batches: PutEventsRequestEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const batch = batches.at(-1);
    const size = entryBytes(entry);
    if (batch && batch.length < MAX_ENTRIES && bytes + size <= MAX_REQUEST_BYTES) {
      batch.push(entry);
      bytes += size;
    } else {
      batches.push([entry]);
      bytes = size;
    }
  }
  return batches;
}
