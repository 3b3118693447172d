import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One entry of PutEvents, as far as the stand-in looks at it. */
export interface PutEntry {
  EventBusName: string;
  Source: string;
  DetailType: string;
  Detail: string;
}

/** What becomes of one call: some entries refused (by index), an AWS error for all of it, or the connection cut. */
export type CallFault = { refuse: number[] } | { error: string; status: number } | 'cut';

export interface EventbridgeStandIn {
  endpoint: string;
  /** Entries that were accepted, in order. */
  accepted: PutEntry[];
  /** Entries of each call, accepted or not. */
  calls: PutEntry[][];
  /** Faults of the next calls, first come first served. */
  faults: CallFault[];
  stop(): Promise<void>;
}

/** API reference: at most 10 entries; user guide: together less than 256 KB. */
const MAX_ENTRIES = 10;
const MAX_BYTES = 256 * 1024;

/** PutEvents of Amazon EventBridge over AWS JSON 1.1, with its limits and its way of refusing single entries. */
export async function startEventbridgeStandIn(): Promise<EventbridgeStandIn> {
  const accepted: PutEntry[] = [];
  const calls: PutEntry[][] = [];
  const faults: CallFault[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    if (request.headers['x-amz-target'] !== 'AWSEvents.PutEvents') return send(400, { __type: 'UnknownOperation' });
    const { Entries } = JSON.parse(Buffer.concat(parts).toString()) as { Entries: PutEntry[] };
    calls.push(Entries);
    const fault = faults.shift();
    if (fault === 'cut') return response.socket?.resetAndDestroy();
    if (fault && 'error' in fault) return send(fault.status, { __type: fault.error });
    const bytes = Entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
    if (Entries.length > MAX_ENTRIES || bytes >= MAX_BYTES) return send(400, { __type: 'ValidationException' });
    const answers = Entries.map((entry, index) => {
      if (fault?.refuse.includes(index)) return { ErrorCode: 'InternalFailure', ErrorMessage: 'Try again.' };
      accepted.push(entry);
      return { EventId: `event-${accepted.length}` };
    });
    return send(200, { FailedEntryCount: fault?.refuse.length ?? 0, Entries: answers });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    calls,
    faults,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function entryBytes({ Source, DetailType, Detail }: PutEntry): number {
  return [Source, DetailType, Detail].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
}
