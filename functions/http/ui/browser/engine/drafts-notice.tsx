import { useEffect, useState } from 'hono/jsx/dom';
import { fill } from '../../text/messages.ts';
import { useUi } from '../data/ui-context.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { findDrafts } from './find-drafts.ts';

/** Offers to translate again what an earlier engine translated as a draft; silent where there is none. */
export function DraftsNotice({ onTranslated }: { onTranslated: () => void }) {
  const { messages, format, api } = useUi();
  const [step, setStep] = useState<'looking' | 'offered' | 'working' | 'done'>('looking');
  const [count, setCount] = useState(0);
  const [error, setError] = useState<unknown>(undefined);

  useEffect(() => {
    const stopping = new AbortController();
    const first = findDrafts(api, stopping.signal).next();
    // Who may not list the articles has nothing to translate again either.
    first.then(({ done }) => !done && setStep('offered')).catch(() => undefined);
    return () => stopping.abort();
  }, []);

  const translate = async () => {
    setStep('working');
    setError(undefined);
    let made = 0;
    let failure: unknown;
    const { signal } = new AbortController();
    try {
      for await (const draft of findDrafts(api, signal)) {
        try {
          await api.refresh(draft, { signal, onQueued: () => {} });
          made += 1;
          setCount(made);
        } catch (reason) {
          failure ??= reason; // the others may do better
        }
      }
    } catch (reason) {
      failure ??= reason;
    }
    setError(failure);
    setStep(failure === undefined ? 'done' : 'offered');
    if (made > 0) onTranslated();
  };

  if (step === 'looking') return '';
  return (
    <aside class="notice" aria-label={messages.modelLabel}>
      {error !== undefined && <ErrorNotice error={error} onRetry={() => void translate()} />}
      <p role="status">
        {step === 'offered'
          ? messages.draftsFound
          : fill(step === 'done' ? messages.draftsDone : messages.draftsWorking, { n: format.count(count) })}
      </p>
      {step === 'offered' && error === undefined && (
        <button type="button" onClick={() => void translate()}>
          {messages.translateDrafts}
        </button>
      )}
    </aside>
  );
}
