import { useEffect, useState } from 'hono/jsx/dom';
import { fill } from '../../text/messages.ts';
import { useUi } from '../data/ui-context.ts';

const TICK_MS = 1_000;

/** Work under way, with its seconds and a way out. Only the label is read out, not every second. */
export function Progress({ label, onCancel }: { label: string; onCancel?: (() => void) | undefined }) {
  const { messages, format } = useUi();
  const [elapsedMs, setElapsedMs] = useState(0);
  useEffect(() => {
    const startMs = performance.now();
    const timer = setInterval(
      () => setElapsedMs(Math.floor((performance.now() - startMs) / TICK_MS) * TICK_MS),
      TICK_MS,
    );
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="progress">
      <progress aria-label={label} />
      <p>
        <span role="status">{label}</span>{' '}
        <span aria-hidden="true">{fill(messages.seconds, { n: format.seconds(elapsedMs) })}</span>
      </p>
      {onCancel && (
        <button type="button" onClick={onCancel}>
          {messages.cancel}
        </button>
      )}
    </div>
  );
}
