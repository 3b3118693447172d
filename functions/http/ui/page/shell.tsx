import type { View } from './masthead.tsx';
import type { Messages } from '../text/messages-en.ts';

interface ShellOptions {
  messages: Messages;
  view: Exclude<View, 'reference'>;
  /** From the page's address to where the service is. */
  root: './' | '../';
}

/** What the server sends of a view. The script takes over what was typed in the meantime. */
export function Shell({ messages, view, root }: ShellOptions) {
  return (
    <main id="main" tabindex={-1}>
      {view === 'edit' ? <EditShell messages={messages} /> : <p role="status">{messages.loading}</p>}
      <noscript>
        <p class="notice">
          {messages.noScript} <a href={`${root}docs`}>{messages.reference}</a>
        </p>
      </noscript>
    </main>
  );
}

function EditShell({ messages }: { messages: Messages }) {
  return (
    <>
      <h1>{messages.editTitle}</h1>
      <p class="lead">{messages.editLead}</p>
      <form class="editor" aria-busy="true">
        <div class="field grow">
          <label for="article-text">{messages.articleText}</label>
          <textarea id="article-text" lang="fr" rows={16} placeholder={messages.articlePlaceholder} />
        </div>
        <p role="status">{messages.loading}</p>
      </form>
    </>
  );
}
