import { useLayoutEffect, useRef, useState } from 'hono/jsx/dom';
import type { ArticleResult } from '../../../../../shared/core/result.ts';
import { type Draft, readFile, toInput } from '../../article/draft.ts';
import { SAMPLES } from '../../text/samples.ts';
import { ApiKeyField } from '../parts/api-key-field.tsx';
import { EditorOptions } from '../parts/editor-options.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { EstimateLine } from '../parts/estimate-line.tsx';
import { Progress } from '../parts/progress.tsx';
import { useUi } from '../data/ui-context.ts';

/** A result that was computed for this page, and how long that took. */
export interface FreshResult {
  result: ArticleResult;
  durationMs: number;
}

interface EditViewProps {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onResult: (fresh: FreshResult) => void;
}

/** Where an article is handed in. */
export function EditView({ draft, onDraft, onResult }: EditViewProps) {
  const { messages, api } = useUi();
  const [work, setWork] = useState<{ abort: () => void; isQueued: boolean } | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const [isFileRefused, setFileRefused] = useState(false);
  const [isDropping, setDropping] = useState(false);
  const textarea = useRef<HTMLTextAreaElement>(null);
  const latest = useRef(draft);
  latest.current = draft;

  const change = (patch: Partial<Draft>) => onDraft({ ...latest.current, ...patch });
  const openFile = async (file: File | null | undefined) => {
    if (!file) return;
    const read = readFile(file.name, await file.arrayBuffer());
    setFileRefused(!read);
    if (read) change(read);
  };
  const submit = async () => {
    const controller = new AbortController();
    const startMs = performance.now();
    setError(undefined);
    setWork({ abort: () => controller.abort(), isQueued: false });
    try {
      const result = await api.process(toInput(latest.current), {
        signal: controller.signal,
        onQueued: () => setWork({ abort: () => controller.abort(), isQueued: true }),
      });
      onResult({ result, durationMs: performance.now() - startMs });
    } catch (failure) {
      if (!controller.signal.aborted) setError(failure);
    }
    setWork(undefined);
  };

  // The text lives in the field: a large one would be slow to write back at every key. It is there before anybody can type
  // into the field, or what was typed before the script came would give way to the next key.
  useLayoutEffect(() => {
    if (textarea.current && textarea.current.value !== draft.content) textarea.current.value = draft.content;
  }, [draft.content]);

  const isEmpty = draft.content.trim() === '';
  return (
    <>
      <h1>{messages.editTitle}</h1>
      <p class="lead">{messages.editLead}</p>
      <form
        class={isDropping ? 'editor dropping' : 'editor'}
        onSubmit={(event: Event) => {
          event.preventDefault();
          if (!isEmpty && !work) void submit();
        }}
        onDragOver={(event: DragEvent) => {
          event.preventDefault();
          setDropping(true);
        }}
        onDragLeave={() => setDropping(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault();
          setDropping(false);
          void openFile(event.dataTransfer?.files[0]);
        }}
      >
        <div class="sheet">
          <div class="field">
            <label for="article-title">
              {messages.articleTitle} <span class="quiet">({messages.optional})</span>
            </label>
            <input
              id="article-title"
              type="text"
              lang="fr"
              maxlength={1000}
              value={draft.title}
              onInput={(event: Event) => change({ title: (event.target as HTMLInputElement).value })}
            />
          </div>
          <div class="field grow">
            <label for="article-text">{messages.articleText}</label>
            <textarea
              id="article-text"
              ref={textarea}
              lang="fr"
              rows={16}
              spellcheck={false}
              placeholder={messages.articlePlaceholder}
              onInput={(event: Event) => change({ content: (event.target as HTMLTextAreaElement).value })}
            />
            <p class="drop-hint" aria-hidden="true">
              {messages.dropHere}
            </p>
          </div>
          <EstimateLine draft={draft} />
          {isFileRefused && (
            <p class="notice error" role="alert">
              {messages.fileRefused}
            </p>
          )}
        </div>
        <div class="options">
          <EditorOptions draft={draft} onChange={change} onFile={openFile} />
          <ApiKeyField />
          <button type="submit" class="primary" disabled={isEmpty || work !== undefined}>
            {messages.process}
          </button>
        </div>
      </form>
      {work && <Progress label={work.isQueued ? messages.queued : messages.working} onCancel={work.abort} />}
      {error !== undefined && <ErrorNotice error={error} onRetry={isEmpty ? undefined : submit} />}
      <p class="samples">
        <span class="quiet">{messages.samples}</span>
        {SAMPLES.map(({ name, ...sample }) => (
          <button type="button" class="plain" lang="fr" onClick={() => change({ ...sample, more: {} })}>
            {name}
          </button>
        ))}
      </p>
    </>
  );
}
