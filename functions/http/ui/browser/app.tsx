import { useEffect, useMemo, useRef, useState } from 'hono/jsx/dom';
import type { UiLanguage } from '../text/advice.ts';
import { type Draft, EMPTY_DRAFT } from '../article/draft.ts';
import { createFormat } from '../text/format.ts';
import { Masthead } from '../page/masthead.tsx';
import { LANGUAGE_COOKIE, MESSAGES } from '../text/messages.ts';
import { createApiClient } from './data/api-client.ts';
import { EditView, type FreshResult } from './views/edit-view.tsx';
import { LibraryView } from './views/library-view.tsx';
import { EngineNotice } from './engine/engine-notice.tsx';
import { articleAddress, type Place, readPlace } from './data/place.ts';
import { ReadView } from './views/read-view.tsx';
import { UiContext } from './data/ui-context.ts';
import { useEngines } from './data/use-engines.ts';

interface AppProps {
  root: string;
  /** What was typed before the script came. */
  typed: string;
  firstLanguage: UiLanguage;
  firstPlace: Place;
}

export function App({ root, typed, firstLanguage, firstPlace }: AppProps) {
  const [language, setLanguage] = useState(firstLanguage);
  const [place, setPlace] = useState(firstPlace);
  const [draft, setDraft] = useState<Draft>({ ...EMPTY_DRAFT, content: typed });
  const [fresh, setFresh] = useState<FreshResult | undefined>(undefined);
  /** Counts how often articles were made anew beside the view, which shows them then. */
  const [renewals, setRenewals] = useState(0);
  const isFirst = useRef(true);
  const api = useMemo(() => createApiClient(root), [root]);
  const engines = useEngines(api);
  const ui = useMemo(
    () => ({ messages: MESSAGES[language], format: createFormat(language), api, engines, root }),
    [language, engines],
  );

  useEffect(() => {
    const followHistory = () => setPlace(readPlace(location, root));
    addEventListener('popstate', followHistory);
    return () => removeEventListener('popstate', followHistory);
  }, []);
  const viewKey = place.view === 'read' ? `read ${place.id} ${place.target}` : place.view;
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else {
      scrollTo(0, 0);
      document.getElementById('main')?.focus();
    }
  }, [viewKey]);

  const switchLanguage = () => {
    const other = language === 'fr' ? 'en' : 'fr';
    // A preference of the interface, for this site alone; a year is what browsers allow at least.
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
    document.cookie = `${LANGUAGE_COOKIE}=${other}; path=${root}; max-age=31536000; samesite=lax`;
    document.documentElement.lang = other;
    setLanguage(other);
  };
  const showResult = (found: FreshResult) => {
    const { id, translation } = found.result;
    setFresh(found);
    history.pushState(null, '', articleAddress(root, id, translation.language));
    setPlace({ view: 'read', id, target: translation.language });
  };
  const isFresh =
    place.view === 'read' && fresh?.result.id === place.id && fresh.result.translation.language === place.target;

  return (
    <UiContext.Provider value={ui}>
      <Masthead messages={ui.messages} root={root} current={place.view} onSwitchLanguage={switchLanguage} />
      <main id="main" tabindex={-1}>
        <EngineNotice
          looksForDrafts={place.view === 'library'}
          onTranslated={() => {
            setFresh(undefined);
            setRenewals((earlier) => earlier + 1);
          }}
        />
        {place.view === 'edit' && <EditView draft={draft} onDraft={setDraft} onResult={showResult} />}
        {place.view === 'library' && <LibraryView key={`library ${renewals}`} />}
        {place.view === 'read' && (
          <ReadView
            key={`${viewKey} ${renewals}`}
            id={place.id}
            target={place.target}
            fresh={isFresh ? fresh : undefined}
          />
        )}
      </main>
    </UiContext.Provider>
  );
}
