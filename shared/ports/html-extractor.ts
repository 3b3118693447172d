export interface ExtractedArticle {
  /** Paragraphs joined by a blank line, plain text. */
  text: string;
  title?: string;
  author?: string;
  /** ISO 8601 when the page states a date that parses. */
  publishedAt?: string;
  description?: string;
  /** The page's own `lang`, such as `fr-FR`. */
  language?: string;
}

/**
 * Finds the article in a page. Fetches nothing and runs nothing of the page.
 * Throws `DepecheError`: `payload-too-large` beyond the size or nesting it accepts, `empty-article` when there is no text.
 */
export interface HtmlExtractor {
  extract(html: string, options?: { url?: string | undefined }): Promise<ExtractedArticle>;
}
