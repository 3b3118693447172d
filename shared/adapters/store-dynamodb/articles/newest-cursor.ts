import { DepecheError } from '../../../core/errors.ts';

const NEWEST_SORT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#/;

/** DynamoDB: a sort key has at most 1,024 bytes. */
const MAX_SORT_BYTES = 1_024;

/** The place in the newest-first index that the next page starts behind, as callers hand it back. */
export function encodeCursor(newestSort: string): string {
  return Buffer.from(JSON.stringify({ after: newestSort })).toString('base64url');
}

/** Throws `invalid-request` for what `encodeCursor` cannot have written. */
export function decodeCursor(cursor: string): string {
  const after = readAfter(cursor);
  const isPlace = after !== undefined && NEWEST_SORT.test(after) && Buffer.byteLength(after) <= MAX_SORT_BYTES;
  if (!isPlace || encodeCursor(after) !== cursor) {
    throw new DepecheError('invalid-request', 'Leave out `cursor`, or pass the one of the page before.', {
      issues: [{ pointer: '/cursor', detail: 'is the cursor of the page before' }],
    });
  }
  return after;
}

function readAfter(cursor: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const hasAfter = typeof parsed === 'object' && parsed !== null && 'after' in parsed;
    return hasAfter && typeof parsed.after === 'string' ? parsed.after : undefined;
  } catch {
    return undefined;
  }
}
