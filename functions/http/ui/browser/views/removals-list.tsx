import { useState } from 'hono/jsx/dom';
import type { ArticleResult } from '../../../../../shared/core/result.ts';
import { fill } from '../../text/messages.ts';
import { useUi } from '../data/ui-context.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';

interface RemovalsListProps {
  result: ArticleResult;
  /** What the article is once something was restored. */
  onRestored: (result: ArticleResult) => void;
}

/** How much of the article was removed and repaired, and each removal, with what brings it back. */
export function RemovalsList({ result, onRestored }: RemovalsListProps) {
  const { messages, api } = useUi();
  const [restoring, setRestoring] = useState<string | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const { id, source, translation, cleaning } = result;
  const { removed } = cleaning;
  const repaired = cleaning.repaired.reduce((sum, { count }) => sum + count, 0);
  if (removed.length + repaired === 0) return null;

  const restore = async (text: string) => {
    setRestoring(text);
    setError(undefined);
    try {
      onRestored(await api.restore({ id, target: translation.language }, text));
    } catch (failure) {
      setError(failure);
    }
    setRestoring(undefined);
  };
  return (
    <section class="removals" aria-label={messages.removals}>
      {error !== undefined && <ErrorNotice error={error} />}
      <details>
        <summary>{fill(messages.cleaningSummary, { removed: removed.length, repaired })}</summary>
        <ul>
          {removed.map(({ rule, text }, index) => (
            <li>
              <span id={`removal${index}`} lang={source.language}>
                {text}
              </span>
              <small class="rule removed" lang="en" title={fill(messages.removedBy, { rule })}>
                {rule}
              </small>
              <button
                type="button"
                class="plain"
                aria-describedby={`removal${index}`}
                disabled={restoring !== undefined}
                onClick={() => void restore(text)}
              >
                {restoring === text ? messages.restoring : messages.restore}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
