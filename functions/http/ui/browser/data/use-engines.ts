import { useEffect, useState } from 'hono/jsx/dom';
import type { OfferedEngine } from '../../api-types.ts';
import type { ApiClient } from './api-client.ts';
import { onApiKey } from './api-key.ts';

/** After the last letter of a key. */
const PAUSE_MS = 500;

/** The engines that the service allows; none while nobody knows, as before the key that the service wants. */
export function useEngines(api: Pick<ApiClient, 'listEngines'>): readonly OfferedEngine[] {
  const [engines, setEngines] = useState<readonly OfferedEngine[]>([]);
  useEffect(() => {
    const stopping = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // What keeps the list from coming is told where an article is sent.
    const load = () =>
      api.listEngines(stopping.signal).then(
        ({ engines: found }) => setEngines(found),
        () => undefined,
      );
    const stopListening = onApiKey(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void load(), PAUSE_MS);
    });
    void load();
    return () => {
      stopListening();
      clearTimeout(timer);
      stopping.abort();
    };
  }, []);
  return engines;
}
