import { useState } from 'hono/jsx/dom';
import type { ArticleListItem } from '../../api-types.ts';
import { ApiError } from '../data/api-client.ts';
import { ApiKeyField } from '../parts/api-key-field.tsx';
import { DeleteDialog } from '../parts/delete-dialog.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { LibraryTable } from './library-table.tsx';
import { UsageChart } from '../parts/usage-chart.tsx';
import { useUi } from '../data/ui-context.ts';
import { useLatest } from '../data/use-latest.ts';

/** After the last key in the search field. */
const PAUSE_MS = 250;

/** What the service holds, newest first, and what it has used this month. */
export function LibraryView() {
  const { messages, api } = useUi();
  const [title, setTitle] = useState('');
  const [articles, setArticles] = useState<ArticleListItem[] | undefined>(undefined);
  const [cursor, setCursor] = useState<string | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const [doomed, setDoomed] = useState<ArticleListItem | undefined>(undefined);
  const [note, setNote] = useState('');
  const [attempt, setAttempt] = useState(0);

  const load = async (signal: AbortSignal, after?: string) => {
    try {
      const page = await api.list({ title: title.trim(), cursor: after }, signal);
      setArticles((earlier) => (after === undefined ? page.articles : [...(earlier ?? []), ...page.articles]));
      setCursor(page.cursor);
    } catch (failure) {
      if (!signal.aborted) setError(failure);
    }
  };
  useLatest((signal) => void load(signal), articles ? PAUSE_MS : 0, [title, attempt]);

  const remove = async (article: ArticleListItem) => {
    setDoomed(undefined);
    try {
      await api.remove(article.id);
      setArticles((earlier) => earlier?.filter(({ id }) => id !== article.id));
      setNote(messages.deleted);
    } catch (failure) {
      setError(failure);
    }
    document.getElementById('search')?.focus();
  };

  const retry = () => {
    setError(undefined);
    setAttempt(attempt + 1);
  };
  return (
    <>
      <h1>{messages.libraryTitle}</h1>
      <UsageChart key={attempt} />
      <div class="field search">
        <label for="search">{messages.search}</label>
        <input
          id="search"
          type="search"
          value={title}
          maxlength={200}
          onInput={(event: Event) => setTitle((event.target as HTMLInputElement).value)}
        />
      </div>
      <p role="status" class="quiet">
        {note || (articles ? '' : messages.loading)}
      </p>
      {error !== undefined && <ErrorNotice error={error} onRetry={retry} />}
      {error instanceof ApiError && error.kind === 'key' && <ApiKeyField />}
      {articles && articles.length === 0 && cursor === undefined && (
        <p>{title.trim() === '' ? messages.emptyLibrary : messages.noMatch}</p>
      )}
      {articles && articles.length > 0 && <LibraryTable articles={articles} onDelete={setDoomed} />}
      {cursor !== undefined && (
        <button type="button" onClick={() => void load(new AbortController().signal, cursor)}>
          {messages.more}
        </button>
      )}
      {doomed && (
        <DeleteDialog article={doomed} onKeep={() => setDoomed(undefined)} onDelete={() => void remove(doomed)} />
      )}
    </>
  );
}
