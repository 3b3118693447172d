import type { Messages } from '../text/messages-en.ts';

export type View = 'edit' | 'library' | 'read' | 'reference';

interface MastheadProps {
  messages: Messages;
  root: string;
  current: View;
  /** Turns the interface to the other language; absent where there is no script. */
  onSwitchLanguage?: () => void;
}

/** Name, ways to the views, and the switch of the interface's language. */
export function Masthead({ messages, root, current, onSwitchLanguage }: MastheadProps) {
  const link = (view: View, href: string, label: string) => (
    <a href={href} {...(view === current ? { 'aria-current': 'page' as const } : {})}>
      {label}
    </a>
  );
  return (
    <header class="masthead">
      <a class="skip" href="#main">
        {messages.skip}
      </a>
      <a class="name" href={root} lang="fr">
        Dépêche
      </a>
      <nav aria-label={messages.navigation}>
        {link('edit', root, messages.newArticle)}
        {link('library', `${root}library`, messages.library)}
        {link('reference', `${root}docs`, messages.reference)}
      </nav>
      {onSwitchLanguage && (
        <button type="button" class="plain" lang={messages.otherLanguage.code} onClick={onSwitchLanguage}>
          {messages.otherLanguage.name}
        </button>
      )}
    </header>
  );
}
