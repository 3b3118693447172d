import type { Writable } from 'node:stream';
import { SingleBar } from 'cli-progress';
import type { Clock } from '../../../shared/ports/clock.ts';

/** Between two lines of a log, where nobody watches. */
const LINE_EVERY_MS = 10_000;

interface ProgressOptions {
  stderr: Writable & { isTTY?: boolean };
  clock: Pick<Clock, 'monotonicMs'>;
  /** What is counted, in the plural. */
  unit: string;
  /** How many there are, or about how many; 0 where nobody knows. */
  total: number;
}

/**
 * Shows how far a long run has come: a bar on a terminal, elsewhere a line now and then. `detail` says what else there is
 * to tell, in a few words.
 */
export function showProgress({ stderr, clock, unit, total }: ProgressOptions) {
  if (stderr.isTTY !== true) return showLines({ stderr, clock, unit, total });
  const format =
    total > 0
      ? `{bar} {value}/{total} ${unit}, {detail}, {duration_formatted}`
      : `{value} ${unit}, {detail}, {duration_formatted}`;
  const bar = new SingleBar({ stream: stderr, format, hideCursor: true });
  bar.start(total, 0, { detail: 'begun' });
  return {
    update(done: number, detail: string): void {
      // DynamoDB's own count is hours old.
      if (done > bar.getTotal() && total > 0) bar.setTotal(done);
      bar.update(done, { detail });
    },
    stop: (): void => bar.stop(),
  };
}

function showLines({ stderr, clock, unit, total }: ProgressOptions) {
  let lastMs = clock.monotonicMs();
  return {
    update(done: number, detail: string): void {
      const nowMs = clock.monotonicMs();
      if (nowMs - lastMs < LINE_EVERY_MS) return;
      lastMs = nowMs;
      const of = total > 0 ? ` of about ${formatCount(total)}` : '';
      stderr.write(`${formatCount(done)}${of} ${unit}, ${detail}\n`);
    },
    stop() {},
  };
}

/** `12,345`, as the documents write numbers. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 article`, `2,000 articles`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
