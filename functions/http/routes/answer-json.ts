import { setImmediate as turn } from 'node:timers/promises';
import type { Context } from 'hono';
import { hasLongList, writeJson } from '../../../shared/core/json/write-json.ts';

/**
 * Answers 200 with a value. What long articles are answered with is written piece by piece, so that others are served in
 * between.
 */
export function answerJson<Value extends object>(c: Context, value: Value): ReturnType<typeof c.json<Value, 200>> {
  if (!hasLongList(value)) return c.json(value, 200);
  const pieces = writeJson(value);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await turn();
      const { value: piece, done } = pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(piece));
    },
  });
  // To the types it is what `c.json` gives: only the way it is written differs.
  return c.body(body, 200, { 'content-type': 'application/json' }) as unknown as ReturnType<typeof c.json<Value, 200>>;
}
