import { render } from 'hono/jsx/dom';
import { App } from './app.tsx';
import { readPlace } from './data/place.ts';

const container = document.getElementById('app');
if (container) {
  const root = new URL(document.body.dataset.root ?? './', location.href).pathname;
  const typed = document.querySelector<HTMLTextAreaElement>('#article-text')?.value ?? '';
  const language = document.documentElement.lang === 'fr' ? 'fr' : 'en';
  render(<App root={root} typed={typed} firstLanguage={language} firstPlace={readPlace(location, root)} />, container);
}
