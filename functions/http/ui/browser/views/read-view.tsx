import { useEffect, useState } from 'hono/jsx/dom';
import type { ArticleResult } from '../../../../../shared/core/result.ts';
import { ApiError } from '../data/api-client.ts';
import { ApiKeyField } from '../parts/api-key-field.tsx';
import { ArticleText } from '../parts/article-text.tsx';
import { ChecksList } from '../parts/checks-list.tsx';
import { CleaningView } from './cleaning-view.tsx';
import type { FreshResult } from './edit-view.tsx';
import { CostLine } from '../parts/cost-line.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { ExportBar } from '../parts/export-bar.tsx';
import { TranslateAgain } from '../engine/translate-again.tsx';
import { RemovalsList } from './removals-list.tsx';
import { Progress } from '../parts/progress.tsx';
import { SummaryBlock } from '../parts/summary-block.tsx';
import { useUi } from '../data/ui-context.ts';

interface ReadViewProps {
  id: string;
  target: string;
  /** The result of this page's own request, if that is how the reader came here. */
  fresh: FreshResult | undefined;
}

/** One article in both languages. */
export function ReadView({ id, target, fresh }: ReadViewProps) {
  const { messages, api } = useUi();
  const [stored, setStored] = useState(fresh?.result);
  const [error, setError] = useState<unknown>(undefined);
  /** Counts what was restored or translated again: both views of the text are made anew with it. */
  const [version, setVersion] = useState(0);
  const [attempt, setAttempt] = useState(0);
  const [isCleaningShown, showCleaning] = useState(false);

  useEffect(() => {
    if (stored) return;
    const controller = new AbortController();
    api
      .read({ id, target }, { signal: controller.signal, onQueued: () => {} })
      .then(setStored, (failure: unknown) => !controller.signal.aborted && setError(failure));
    return () => controller.abort();
  }, [attempt]);

  if (error !== undefined) {
    const retry = () => {
      setError(undefined);
      setAttempt(attempt + 1);
    };
    return (
      <>
        <ErrorNotice error={error} onRetry={retry} />
        {error instanceof ApiError && error.kind === 'key' && <ApiKeyField />}
      </>
    );
  }
  if (!stored) return <Progress label={messages.loading} />;
  const { source, translation } = stored;
  const showAnew = (result: ArticleResult) => {
    setStored(result);
    setVersion(version + 1);
  };
  return (
    <article class="reading">
      <div class="pair titles">
        <h1 lang={translation.language}>{translation.title || source.title || messages.untitled}</h1>
        <p class="source-title" lang={source.language}>
          {source.title}
        </p>
      </div>
      {translation.quality === 'draft' && (
        <p class="draft">
          <strong>{messages.draftTitle}</strong> {messages.draftAdvice}
        </p>
      )}
      <SummaryBlock result={stored} />
      <ChecksList result={stored} />
      <RemovalsList result={stored} onRestored={showAnew} />
      <div class="tools">
        <button
          type="button"
          class="toggle"
          aria-pressed={isCleaningShown ? 'true' : 'false'}
          onClick={() => showCleaning(!isCleaningShown)}
        >
          {messages.cleaningSwitch}
        </button>
        <ExportBar result={stored} />
      </div>
      <TranslateAgain result={stored} onTranslated={showAnew} />
      {isCleaningShown ? (
        <CleaningView key={`c${version}`} id={id} language={source.language} />
      ) : (
        <ArticleText key={`t${version}`} result={stored} />
      )}
      <CostLine result={stored} durationMs={fresh?.durationMs} />
    </article>
  );
}
