/** A block of a page that is no part of its article. */
export interface DroppedBlock {
  text: string;
  /** Where it would stand in the article's text: 0, or the end of the paragraph before it. UTF-16 units. */
  at: number;
}

export interface ExtractedArticle {
  /** Paragraphs joined by a blank line, plain text. */
  text: string;
  /**
   * What the page says beside the article, as a reader sees it: stretches of at least five words, at most 200 and 20 KB of
   * them, without navigation; absent when there are none.
   */
  dropped?: DroppedBlock[];
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
