import { useEffect, useState } from 'hono/jsx/dom';
import type { Health } from '../../api-types.ts';
import { fill } from '../../text/messages.ts';
import { useUi } from '../data/ui-context.ts';
import { DraftsNotice } from './drafts-notice.tsx';

/** Between two looks at a model that is on its way. */
const LOOK_MS = 2_000;

const toMegabytes = (bytes: number) => Math.round(bytes / 100_000) / 10;

interface EngineNoticeProps {
  /** Whether drafts are looked for, also where no model came while the page was open. */
  looksForDrafts: boolean;
  /** Called when articles have been translated again. */
  onTranslated: () => void;
}

/** A better model on its way, and what it can do once it is here. Silent where there is nothing to tell. */
export function EngineNotice({ looksForDrafts, onTranslated }: EngineNoticeProps) {
  const { messages, format, api } = useUi();
  const [health, setHealth] = useState<Health | undefined>(undefined);
  const [hasSeenFetching, setSeenFetching] = useState(false);

  useEffect(() => {
    const stopping = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      // A service that does not answer is told of where somebody asks it for something.
      const found = await api.readHealth(stopping.signal).catch(() => undefined);
      if (stopping.signal.aborted) return;
      setHealth(found);
      if (found?.fetching) setSeenFetching(true);
      if (found?.fetching) timer = setTimeout(() => void look(), LOOK_MS);
    };
    void look();
    return () => {
      stopping.abort();
      clearTimeout(timer);
    };
  }, []);

  const { fetching } = health ?? {};
  if (fetching) {
    const size = {
      received: format.count(toMegabytes(fetching.received)),
      total: format.count(toMegabytes(fetching.total)),
    };
    return (
      <aside class="notice" aria-label={messages.modelLabel}>
        <p>
          {messages.modelComing}{' '}
          <progress aria-label={messages.modelLabel} value={fetching.received} max={fetching.total} />{' '}
          <span aria-hidden="true">{fill(messages.modelSize, size)}</span>
        </p>
      </aside>
    );
  }
  if (health?.quality !== 'standard' || !(looksForDrafts || hasSeenFetching)) return '';
  return <DraftsNotice onTranslated={onTranslated} />;
}
