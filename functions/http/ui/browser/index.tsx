import { render } from 'hono/jsx/dom';
import { App } from './app.tsx';
import { readPlace } from './data/place.ts';

const container = document.getElementById('app');
if (container) {
  const root = new URL(document.body.dataset.root ?? './', location.href).pathname;
  const readField = () => document.querySelector<HTMLTextAreaElement>('#article-text');
  const early = readField();
  const typed = early?.value ?? '';
  const isTyping = early !== null && document.activeElement === early;
  const language = document.documentElement.lang === 'fr' ? 'fr' : 'en';
  render(<App root={root} typed={typed} firstLanguage={language} firstPlace={readPlace(location, root)} />, container);
  // Whoever is typing goes on in the field that took the place of the first.
  const field = readField();
  if (isTyping && field) {
    field.focus({ preventScroll: true });
    field.setSelectionRange(early.selectionStart, early.selectionEnd);
  }
}
