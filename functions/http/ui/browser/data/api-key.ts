const STORAGE_KEY = 'depeche-api-key';
/** Event of this window. */
const KEPT = 'depeche-api-key-kept';

/** The key of this tab; an empty string when there is none, or when the browser keeps nothing. */
export function readApiKey(): string {
  try {
    return sessionStorage.getItem(STORAGE_KEY) ?? '';
  } catch {
    return '';
  }
}

/** Told of each letter of a key. Returns what ends that. */
export function onApiKey(listener: () => void): () => void {
  addEventListener(KEPT, listener);
  return () => removeEventListener(KEPT, listener);
}

/** Keeps the key until the tab is closed, and nowhere else. */
export function keepApiKey(apiKey: string): void {
  try {
    if (apiKey === '') sessionStorage.removeItem(STORAGE_KEY);
    else sessionStorage.setItem(STORAGE_KEY, apiKey);
  } catch {
    // A browser that keeps nothing asks for the key again on the next page; there is nothing better to do.
  }
  dispatchEvent(new Event(KEPT));
}
