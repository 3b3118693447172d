import type { HtmlExtractor } from '../../ports/html-extractor.ts';

/** Finds articles with Mozilla's Readability on a linkedom tree; all of it is loaded at the first page. */
export function createReadabilityExtractor(): HtmlExtractor {
  return {
    extract: async (html) => (await import('./extract-article.ts')).extractArticle(html),
  };
}
