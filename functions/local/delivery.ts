import type { Inbox } from '../../shared/ports/inbox.ts';

/** An object on its way into the bucket. */
export interface Delivery {
  key: string;
  /** How large it is; what is too large is refused by this alone. */
  bytes: number;
  /** Absent for what is too large to be read. */
  body: string | Uint8Array | undefined;
  /** When it was put there, epoch milliseconds. */
  askedMs?: number | undefined;
  options: Parameters<Inbox['put']>[2];
}
