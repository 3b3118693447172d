import type { Child } from 'hono/jsx';
import type { UiLanguage } from '../text/advice.ts';
import type { NamedAssets } from './assets.ts';

interface DocumentProps {
  title: string;
  language: UiLanguage;
  assets: NamedAssets;
  /** From this address to where the service is: `../` or `../../`, so that it works below a gateway's stage too. */
  root: string;
  /** Whether the page runs the script; the reference does without. */
  hasScript: boolean;
  children: Child;
}

/** The frame of every page: nothing inline, nothing from elsewhere. */
export function Document({ title, language, assets, root, hasScript, children }: DocumentProps) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="icon" href={ICON} />
        <link rel="stylesheet" href={`${root}ui/${assets.style.name}`} />
        {hasScript && <script src={`${root}ui/${assets.script.name}`} defer />}
      </head>
      <body data-root={root}>{children}</body>
    </html>
  );
}

/** A capital D in the accent colour. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#9b2c1f"/><text x="16" y="23" font-family="Georgia,serif" font-size="21" font-weight="700" fill="#fff" text-anchor="middle">D</text></svg>',
)}`;
