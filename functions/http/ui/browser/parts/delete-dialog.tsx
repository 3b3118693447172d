import { useEffect, useRef } from 'hono/jsx/dom';
import type { ArticleListItem } from '../../api-types.ts';
import { fill } from '../../text/messages.ts';
import { useUi } from '../data/ui-context.ts';

interface DeleteDialogProps {
  article: ArticleListItem;
  onKeep: () => void;
  onDelete: () => void;
}

/** Asks before an article is forgotten; Escape keeps it. */
export function DeleteDialog({ article, onKeep, onDelete }: DeleteDialogProps) {
  const { messages } = useUi();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="delete-title" onCancel={onKeep}>
      <h2 id="delete-title">{messages.deleteQuestion}</h2>
      <p>{fill(messages.deleteExplain, { title: article.title || messages.untitled })}</p>
      <div class="tools">
        <button type="button" onClick={onKeep}>
          {messages.keep}
        </button>
        <button type="button" class="primary" onClick={onDelete}>
          {messages.delete}
        </button>
      </div>
    </dialog>
  );
}
