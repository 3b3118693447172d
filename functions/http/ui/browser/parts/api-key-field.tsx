import { keepApiKey, readApiKey } from '../data/api-key.ts';
import { useUi } from '../data/ui-context.ts';

/** The caller's key; shown to nobody and kept for the tab only. */
export function ApiKeyField() {
  const { messages } = useUi();
  return (
    <details class="field">
      <summary>{messages.apiKey}</summary>
      <label class="hidden-label" for="api-key">
        {messages.apiKey}
      </label>
      <input
        id="api-key"
        type="password"
        autocomplete="off"
        value={readApiKey()}
        aria-describedby="api-key-help"
        onInput={(event: Event) => keepApiKey((event.target as HTMLInputElement).value.trim())}
      />
      <p id="api-key-help" class="quiet">
        {messages.apiKeyHelp}
      </p>
    </details>
  );
}
