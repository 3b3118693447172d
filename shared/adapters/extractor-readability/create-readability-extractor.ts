import { DepecheError } from '../../core/errors.ts';
import type { HtmlExtractor } from '../../ports/html-extractor.ts';
import { dropFurniture, dropLinkLines } from './drop-furniture.ts';
import { findArticle } from './find-article.ts';
import { MAX_HTML_CHARACTERS } from './limits.ts';
import { readMetadata } from './read-metadata.ts';
import { renderText } from './render-text.ts';
import { sanitizePage } from './sanitize-page.ts';

/**
 * Finds articles with Mozilla's Readability on a linkedom tree; both are loaded at the first page. The page is rewritten
 * without scripts, images and external references before it is parsed, so there is nothing to fetch or to run.
 */
export function createReadabilityExtractor(): HtmlExtractor {
  return {
    async extract(html) {
      if (html.length > MAX_HTML_CHARACTERS) {
        throw new DepecheError(
          'payload-too-large',
          `The page is longer than ${MAX_HTML_CHARACTERS} characters. Send the article's text instead.`,
        );
      }
      const { markup, jsonLd } = sanitizePage(html);
      const [{ parseHTML }, { Readability }] = await Promise.all([import('linkedom'), import('@mozilla/readability')]);
      const { document } = parseHTML(markup);
      const metadata = readMetadata(document, jsonLd);
      dropFurniture(document.body);
      const article = findArticle(document, Readability);
      dropLinkLines(article);
      const text = renderText(article);
      if (text === '')
        throw new DepecheError('empty-article', 'The page has no article text. Send a page with an article.');
      return { text, ...metadata };
    },
  };
}
